package io.plimsoll.batch.marketdata.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.batch.marketdata.MarketDataConfig;
import io.plimsoll.batch.marketdata.core.PriceProvider.Action;
import io.plimsoll.batch.marketdata.core.PriceProvider.DailyBar;
import io.plimsoll.batch.marketdata.core.PriceProvider.Days;
import io.plimsoll.batch.marketdata.core.PriceProvider.LatestQuote;
import io.plimsoll.batch.marketdata.core.PriceProvider.OptionQuote;
import io.plimsoll.batch.marketdata.core.ProviderFault;
import io.plimsoll.batch.marketdata.core.ProviderRequest;
import io.plimsoll.batchkernel.portfolio.OccSymbol;
import io.plimsoll.kernel.market.Symbol;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlpacaPricesTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final LocalDate FIRST = LocalDate.parse("2025-06-02");
  private static final LocalDate LAST = LocalDate.parse("2025-06-06");

  private final Vertx vertx = Vertx.vertx();
  private final ProviderServer server;

  AlpacaPricesTest() throws IOException {
    server = new ProviderServer();
  }

  @BeforeEach
  void nothingWasAsked() {
    assertThat(server.seen()).isEmpty();
  }

  @AfterEach
  void close() {
    server.close();
    vertx.close().await().atMost(LONG);
  }

  @Test
  void readsDaysPageByPage() {
    Days days = get(prices().days(request("AAPL", "BRK-B")));

    assertThat(days.bars().keySet()).containsExactlyInAnyOrder(symbol("AAPL"), symbol("BRK-B"));
    List<DailyBar> apple = Objects.requireNonNull(days.bars().get(symbol("AAPL")));
    assertThat(apple).hasSize(5);
    assertThat(apple.getFirst()).isEqualTo(new DailyBar(FIRST, 99.5, 102.5, 98.5, 100.5, 1002));
    assertThat(apple.getLast().date()).isEqualTo(LAST);
    List<ProviderServer.Seen> asked =
        server.seen().stream().filter(seen -> seen.path().equals("/v2/stocks/bars")).toList();
    assertThat(asked)
        .extracting(seen -> seen.query().get("page_token"))
        .containsExactly(null, "3", "6", "9");
    assertThat(asked.getFirst().query())
        .containsEntry("symbols", "AAPL,BRK.B")
        .containsEntry("timeframe", "1Day")
        .containsEntry("adjustment", "raw")
        .containsEntry("start", "2025-06-02")
        .containsEntry("end", "2025-06-06");
  }

  @Test
  void readsSplitsAndDividends() {
    Days days = get(prices().days(request("ACTS")));

    assertThat(days.actions())
        .containsOnly(
            Map.entry(
                symbol("ACTS"),
                List.of(
                    new Action(LocalDate.parse("2025-06-04"), 4, 0),
                    new Action(LocalDate.parse("2025-06-07"), 1, 0.25))));
  }

  @Test
  void readsQuotes() {
    List<LatestQuote> quotes = get(prices().quotes(List.of(symbol("AAPL"), symbol("BRK-B"))));

    assertThat(quotes)
        .containsExactly(
            new LatestQuote(
                symbol("AAPL"), Instant.parse("2025-06-30T19:59:59.046610688Z"), 10.5, 3, 10.75, 5),
            new LatestQuote(
                symbol("BRK-B"),
                Instant.parse("2025-06-30T19:59:59.046610688Z"),
                10.5,
                3,
                10.75,
                5));
  }

  @Test
  void readsAnOptionChainPageByPageWithoutWhatHasNoQuote() {
    List<OptionQuote> chain = get(prices().optionChain(symbol("SPY")));

    assertThat(chain)
        .extracting(OptionQuote::option)
        .containsExactly(
            OccSymbol.parse("SPY250919C00460000"), OccSymbol.parse("SPY250919P00450500"));
    assertThat(chain.getFirst().last()).isEqualTo(OptionalDouble.of(7.5));
    assertThat(chain.getFirst().impliedVolatility()).isEqualTo(OptionalDouble.of(0.245));
    assertThat(chain.getLast().last()).isEmpty();
    assertThat(chain.getLast().ask()).isEqualTo(6.25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWAY     | true  | 3 | the provider answered 500 (expected: 200)
          LATER    | true  | 1 | the provider answered 429 (expected: 200)
          SILENT   | true  | 3 | the provider did not answer in PT1S
          DENIED   | false | 1 | the provider answered 403 (expected: 200); maybe its key is wrong
          MOVED    | false | 1 | the provider answered 302 (expected: 200)
          GARBAGE  | false | 1 | an answer that cannot be read (expected: a JSON object)
          LIST     | false | 1 | an answer that cannot be read (expected: a JSON object)
          TEXT     | false | 1 | an answer whose member t cannot be read (expected: as documented)
          HUGE     | false | 1 | an answer of more than 100000 bytes
          LOOP     | false | 2 | pages without end (expected: at most 10000, each once)
          STRANGER | false | 1 | prices of a symbol that was not asked for
          """)
  void tellsFaultsThatMayPassFromThoseThatStay(
      String symbol, boolean mayPass, int requests, String message) {
    Uni<Days> asked = prices(Duration.ofSeconds(1), 600_000, server.uri()).days(request(symbol));

    assertThatThrownBy(() -> get(asked))
        .isInstanceOfSatisfying(
            ProviderFault.class,
            fault -> {
              assertThat(fault.mayPass()).isEqualTo(mayPass);
              assertThat(fault.message()).isEqualTo(message);
            });
    assertThat(server.seen()).hasSize(requests);
  }

  @Test
  void asksAgainWhenTheProviderIsAwayForAMoment() {
    Days days = get(prices().days(request("BACK")));

    assertThat(days.bars().get(symbol("BACK"))).hasSize(5);
    assertThat(
            server.seen().stream()
                .filter(seen -> !seen.query().containsKey("page_token"))
                .filter(seen -> seen.path().equals("/v2/stocks/bars")))
        .hasSize(3);
  }

  @Test
  void waitsAsLongAsItIsTold() {
    get(prices().days(request("LIMITED")));

    List<ProviderServer.Seen> bars =
        server.seen().stream().filter(seen -> seen.path().equals("/v2/stocks/bars")).toList();
    assertThat(bars.get(1).nanos() - bars.get(0).nanos())
        .isGreaterThanOrEqualTo(Duration.ofMillis(990).toNanos()); // timers may be 1 ms early
  }

  @Test
  void keepsItsPace() {
    AlpacaPrices slow = prices(Duration.ofSeconds(60), 300, server.uri()); // 200 ms apart

    long start = System.nanoTime();

    get(slow.days(request("AAPL")));

    assertThat(server.seen()).hasSize(3);
    assertThat(server.seen().getLast().nanos() - start)
        .isGreaterThanOrEqualTo(Duration.ofMillis(398).toNanos()); // timers count whole ms
  }

  @Test
  void aServerThatIsNotThereMayComeBack() {
    AlpacaPrices nobody = prices(Duration.ofSeconds(60), 600_000, URI.create("http://127.0.0.1:1"));

    assertThatThrownBy(() -> get(nobody.quotes(List.of(symbol("AAPL")))))
        .isInstanceOfSatisfying(
            ProviderFault.class,
            fault -> {
              assertThat(fault.mayPass()).isTrue();
              assertThat(fault.message()).isEqualTo("the provider could not be reached");
            });
  }

  @Test
  void noFaultHoldsTheKey() {
    for (String symbol : List.of("AWAY", "DENIED", "GARBAGE", "HUGE")) {
      assertThatThrownBy(() -> get(prices().days(request(symbol))))
          .satisfies(fault ->
              assertThat(
                      Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                          .map(String::valueOf)
                          .toList())
                  .noneMatch(text -> text.contains(ProviderServer.SECRET)));
    }
  }

  private AlpacaPrices prices() {
    return prices(Duration.ofSeconds(60), 600_000, server.uri());
  }

  private AlpacaPrices prices(Duration patience, int perMinute, URI url) {
    MarketDataConfig config = new Settings(new ProviderSettings(url, patience, perMinute));
    return new AlpacaPrices(new ProviderCalls(config, vertx), config);
  }

  private static ProviderRequest request(String... symbols) {
    return ProviderRequest.of(List.of(symbols), FIRST, LAST, LocalDate.parse("2025-07-01"));
  }

  private static Symbol symbol(String text) {
    return new Symbol(text);
  }

  private static <T> T get(Uni<T> of) {
    return of.await().atMost(LONG);
  }

  private record Settings(MarketDataConfig.Provider provider) implements MarketDataConfig {
    @Override
    public Path uploadDir() {
      return Path.of("unused");
    }

    @Override
    public MemorySize checkedAtOnce() {
      return new MemorySize(BigInteger.ZERO);
    }

    @Override
    public double heapShare() {
      return 0.5;
    }

    @Override
    public int concurrency() {
      return 1;
    }
  }

  private record ProviderSettings(URI address, Duration patience, int requestsPerMinute)
      implements MarketDataConfig.Provider {
    @Override
    public Optional<URI> url() {
      return Optional.of(address);
    }

    @Override
    public Optional<String> keyId() {
      return Optional.of(ProviderServer.KEY);
    }

    @Override
    public Optional<String> secret() {
      return Optional.of(ProviderServer.SECRET);
    }

    @Override
    public String feed() {
      return "sip";
    }

    @Override
    public String optionFeed() {
      return "indicative";
    }

    @Override
    public MemorySize largestAnswer() {
      return new MemorySize(BigInteger.valueOf(100_000));
    }

    @Override
    public int attempts() {
      return 3;
    }

    @Override
    public Duration backoff() {
      return Duration.ofMillis(10);
    }

    @Override
    public Duration longestWait() {
      return Duration.ofSeconds(60);
    }
  }
}
