package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.batch.Neighbours.Message;
import io.plimsoll.batch.Neighbours.Seen;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.market.MarketBars;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.SnapshotHash;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class ImportTest {
  private static final String YAHOO =
      """
      Date,Open,High,Low,Close,Adj Close,Volume
      2013-07-02,100.5,102,99.25,101,95.1,1200000
      2013-07-03,101,103,100,102.5,96.5,700000
      2013-07-05,102,104,101,103,97,800000
      """;

  private final Db db;

  @Inject
  ImportTest(DataSource source) {
    this.db = new Db(source);
  }

  /** A consumer that joins or leaves holds up its own group only. */
  @Test
  void givesEachChannelAGroupOfItsOwn() {
    Map<String, Set<String>> expected =
        Map.of(
            "batch.batch-commands", Set.of("batch.commands.v1"),
            "batch.batch-events", Set.of("batch.events.v1"),
            "batch.simulation-events", Set.of("simulation.events.v1"),
            "batch.training-events", Set.of("training.events.v1"));

    assertThat(Http.await(() -> Broker.topicsByGroup("batch"), expected::equals))
        .isEqualTo(expected);
  }

  @Test
  void hasNothingOfOthersToBuildAgain() {
    Response refused = Http.as(TestKeys.OPERATOR).post("/admin/rebuild");
    Response answer = Http.as(TestKeys.ADMIN).post("/admin/rebuild");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getMap(""))
        .isEqualTo(Map.of("status", "nothing_to_rebuild", "topics", List.of()));
    assertThat(db.count("select count(*) from work_item where kind = 'rebuild'")).isZero();
  }

  @Test
  void whatIsImportedIsStoredToldAndReadBack() {
    JsonPath done = Api.importCsv("symbol=YAH&name=yahoo.csv", YAHOO);

    assertThat(done.getString("status")).isEqualTo("completed");
    assertThat(done.getLong("rows")).isEqualTo(3);
    assertThat(done.getInt("chunks")).isEqualTo(1);
    assertThat(done.getString("source")).isEqualTo("csv");
    assertThat(done.getString("timeframe")).isEqualTo("1d");
    assertThat(done.getString("from")).isEqualTo("2013-07-02T13:30:00Z");

    JsonPath read = Api.viewer().get("/api/v1/market-data/bars?symbol=yah&timeframe=1d").jsonPath();
    assertThat(read.getList("columns.ts", String.class))
        .containsExactly("2013-07-02T13:30:00Z", "2013-07-03T13:30:00Z", "2013-07-05T13:30:00Z");
    assertThat(read.getList("columns.close", Double.class)).containsExactly(101.0, 102.5, 103.0);
    assertThat(read.getList("columns.available_at", String.class).get(1))
        .isEqualTo("2013-07-03T17:00:00Z");

    List<Seen> chunks = Neighbours.read(Topics.MARKET_BARS, 1, is("YAH|1d|2013"));
    MarketBars message = MarketBars.decode(chunks.getFirst().bytes());
    assertThat(message.version()).isEqualTo(1);
    Bars bars = message.chunk().bars();
    assertThat(bars.exchange()).isEqualTo(Exchange.NYSE);
    assertThat(bars.timeframe()).isEqualTo(Timeframe.ONE_DAY);
    assertThat(bars.open()).isEqualTo(Vec.of(100.5, 101, 102));

    List<Seen> published = Neighbours.read(Topics.BATCH_EVENTS, 1, tells(done));
    assertThat(published.getFirst().body())
        .containsEntry("symbols", List.of("YAH"))
        .containsEntry("timeframe", "1d")
        .containsEntry("from", "2013-07-02T13:30:00Z")
        .containsEntry("to", "2013-07-05T13:30:00Z")
        .containsEntry("snapshot", SnapshotHash.of(List.of(message.chunk().hash())));
    assertThat(done.getString("snapshot")).isEqualTo(published.getFirst().body().get("snapshot"));
    assertThat(db.count("select count(*) from batch.market_import_part")).isZero();
  }

  @Test
  void theSameFileAgainPublishesNothing() {
    JsonPath first = Api.importCsv("symbol=TWICE", YAHOO);

    JsonPath second = Api.importCsv("symbol=TWICE", YAHOO);

    assertThat(second.getBoolean("duplicate")).isTrue();
    assertThat(second.getInt("chunks")).isZero();
    assertThat(second.getString("snapshot")).isEqualTo(first.getString("snapshot"));
    assertThat(db.count("select count(*) from batch.bar_head where symbol = 'TWICE'")).isEqualTo(1);
    assertThat(Neighbours.readNow(Topics.MARKET_BARS, is("TWICE|1d|2013"))).hasSize(1);
    assertThat(Neighbours.readNow(Topics.BATCH_EVENTS, tells(second))).isEmpty();
  }

  @Test
  void aRevisionIsANewVersionAndTheOldOneStays() {
    JsonPath first = Api.importCsv("symbol=REV", YAHOO);

    JsonPath second =
        Api.importCsv(
            "symbol=REV",
            """
            date,open,high,low,close,volume
            2013-07-05,102,104,101,103.5,800000
            2013-07-08,103,104,102,103,900000
            """);

    assertThat(second.getString("snapshot")).isNotEqualTo(first.getString("snapshot"));
    assertThat(
            Api.viewer()
                .get("/api/v1/market-data/bars?symbol=REV&layout=rows")
                .jsonPath()
                .getList("items.close", Double.class))
        .containsExactly(101.0, 102.5, 103.5, 103.0);
    assertThat(
            db.count(
                "select count(*) from batch.bar_head where symbol = 'REV' and version = 1 and known_to is not null"))
        .isEqualTo(1);
    List<Seen> chunks = Neighbours.read(Topics.MARKET_BARS, 2, is("REV|1d|2013"));
    assertThat(chunks)
        .extracting(chunk -> MarketBars.decode(chunk.bytes()).version())
        .containsExactly(1L, 2L);
    assertThat(
            db.count(
                "select count(*) from batch.snapshot where hash = ?", first.getString("snapshot")))
        .isEqualTo(1);
  }

  @Test
  void tradesBecomeMinutes() {
    JsonPath done =
        Api.importCsv(
            "symbol=TCK-USD",
            """
            ts,price,amount
            1385337600,800,0.1
            1385337601,802,0.2
            1385337655,801,0.3
            1385337660,805,1
            1385337780,806,1
            """);

    assertThat(done.getString("timeframe")).isEqualTo("1m");
    JsonPath read =
        Api.viewer().get("/api/v1/market-data/bars?symbol=TCK-USD&timeframe=1m").jsonPath();
    assertThat(read.getString("exchange")).isEqualTo("CRYPTO");
    assertThat(read.getList("columns.high", Double.class)).first().isEqualTo(802.0);
    assertThat(read.getList("columns.close", Double.class)).first().isEqualTo(801.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LEAN | 20131001 00:00,1000000,1020000,990000,1010000,42\\n20131002 00:00,1010000,1010000,1005000,1007500,43\\n | 101.0 100.75
          ZIPL | date,open,high,low,close,volume,dividend,split\\n2014-06-06,649.9,651.26,644.47,645.57,12497800,0.0,1.0\\n2014-06-09,92.7,93.88,91.75,93.7,75415000,0.0,7.0\\n | 645.57 93.7
          PLAIN | date,open,high,low,close,volume\\n2014-06-06,1,2,0.5,1.5,7\\n | 1.5
          """)
  void readsEachDialect(String symbol, String csv, String closes) {
    Api.importCsv("symbol=" + symbol, csv.replace("\\n", "\n"));

    List<Double> read =
        Api.viewer()
            .get("/api/v1/market-data/bars?symbol=" + symbol)
            .jsonPath()
            .getList("columns.close", Double.class);

    assertThat(String.join(" ", read.stream().map(String::valueOf).toList())).isEqualTo(closes);
  }

  @Test
  void takesAFileOfAFormAndItsNameForTheSymbol() {
    String id =
        Api.operator()
            .multiPart("file", "FORM.csv", YAHOO.getBytes(StandardCharsets.UTF_8), "text/csv")
            .post("/api/v1/market-data/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("import_id");

    JsonPath done = Api.awaitImport(id);

    assertThat(done.getList("symbols", String.class)).containsExactly("FORM");
    assertThat(done.getString("name")).isEqualTo("FORM.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not a number   | date,open,high,low,close,volume\\n2014-06-06,1,2,0.5,NaN,7\\n                          | line 2, close
          unordered date | date,open,high,low,close,volume\\n2014-06-06,1,2,1,1,7\\n2014-06-05,1,2,1,1,7\\n       | line 3, date
          bad number     | date,open,high,low,close,volume\\n2014-06-06,1,2,x1,1,7\\n                             | line 2, low
          no session     | date,open,high,low,close,volume\\n2014-07-04,1,2,1,1,7\\n                              | line 2, date
          high below low | date,open,high,low,close,volume\\n2014-06-06,1,1,2,1,7\\n                              | line 2, low
          """)
  void badFilesAreRefusedWithTheirPlaceAndLeaveNothing(String what, String csv, String place) {
    long before = stored();

    Api.operator()
        .contentType("text/csv")
        .body(csv.replace("\\n", "\n").strip() + "\n")
        .post("/api/v1/market-data/imports?symbol=BAD&name=bad.csv")
        .then()
        .statusCode(422)
        .contentType(containsString("application/problem+json"))
        .body("field", equalTo(place))
        .body("detail", containsString("bad.csv"));

    assertThat(stored()).as(what).isEqualTo(before);
  }

  @Test
  void rubbishAndEmptyFilesAreRefused() {
    long before = stored();
    byte[] rubbish = new byte[5_000];
    new java.util.Random(7).nextBytes(rubbish);

    Api.operator()
        .contentType("application/octet-stream")
        .body(rubbish)
        .post("/api/v1/market-data/imports?symbol=BAD")
        .then()
        .statusCode(422);
    Api.operator()
        .contentType("text/csv")
        .body(new byte[0])
        .post("/api/v1/market-data/imports?symbol=BAD")
        .then()
        .statusCode(422);

    assertThat(stored()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "symbol=$$$, 422, symbol",
    "symbol=A&timeframe=7m, 422, timeframe",
    "symbol=A&zone=Mars, 422, zone",
    "symbol=A&exchange=LSE, 422, exchange",
    "symbol=A&adjustment=split, 422, adjustment"
  })
  void badOptionsAreNamed(String query, int status, String field) {
    Api.operator()
        .contentType("text/csv")
        .body(YAHOO)
        .post("/api/v1/market-data/imports?" + query)
        .then()
        .statusCode(status)
        .body("field", equalTo(field));
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.apache.parquet, zstd-utc-micros-v2",
    "application/octet-stream, gzip-date-decimal",
    "text/csv, lz4-nanos-zoned"
  })
  void aParquetFileIsKnownByItsBytesWhateverItIsCalled(String type, String name)
      throws IOException {
    String id =
        Api.operator()
            .contentType(type)
            .body(parquet(name))
            .post("/api/v1/market-data/imports?symbol=PQ&name=" + name)
            .then()
            .statusCode(202)
            .extract()
            .path("import_id");

    JsonPath done = Api.awaitImport(id);

    assertThat(done.getString("status")).isEqualTo("completed");
    assertThat(done.getString("source")).isEqualTo("parquet");
    assertThat(done.getLong("rows")).isEqualTo(5);
    assertThat(
            Api.viewer()
                .get("/api/v1/market-data/bars?symbol=PQ")
                .jsonPath()
                .getList("columns.close", Double.class))
        .containsExactly(101.0, 102.5, 101.7, 103.9, 104.1);
  }

  @Test
  void aParquetFileOfAFormIsImportedUnderItsName() throws IOException {
    String id =
        Api.operator()
            .multiPart("file", "PQFORM.parquet", parquet("int96"))
            .post("/api/v1/market-data/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("import_id");

    JsonPath done = Api.awaitImport(id);

    assertThat(done.getList("symbols", String.class)).containsExactly("PQFORM");
    assertThat(done.getString("source")).isEqualTo("parquet");
  }

  @ParameterizedTest
  @CsvSource({
    "null-cell, 'line 2, close'",
    "missing-volume, schema",
    "nested-close, close",
    "brotli, date",
    "no-rows, footer"
  })
  void badParquetFilesAreRefusedWithTheirPlaceAndLeaveNothing(String name, String place)
      throws IOException {
    long before = stored();

    Api.operator()
        .contentType("application/vnd.apache.parquet")
        .body(parquet(name))
        .post("/api/v1/market-data/imports?symbol=BAD&name=bad.parquet")
        .then()
        .statusCode(422)
        .contentType(containsString("application/problem+json"))
        .body("field", equalTo(place))
        .body("detail", containsString("bad.parquet"));

    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void aCutOffOrMerelySoCalledParquetFileIsRefused() throws IOException {
    long before = stored();
    byte[] whole = parquet("int96");

    Api.operator()
        .contentType("application/octet-stream")
        .body(Arrays.copyOf(whole, whole.length - 9))
        .post("/api/v1/market-data/imports?symbol=BAD")
        .then()
        .statusCode(422)
        .body("field", equalTo("footer"))
        .body("detail", containsString("no PAR1 at the end"));
    Api.operator()
        .contentType("application/vnd.apache.parquet")
        .body(YAHOO.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/market-data/imports?symbol=BAD")
        .then()
        .statusCode(422)
        .body("detail", containsString("no PAR1 at the start"));

    assertThat(stored()).isEqualTo(before);
  }

  private static byte[] parquet(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ImportTest.class.getResourceAsStream("/parquet/" + name + ".parquet"), name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void aLargeBadFileSaysInItsImportWhatIsWrong() {
    StringBuilder csv = new StringBuilder("ts,price,amount\n");
    for (int i = 0; i < 20_000; i++) {
      csv.append(1_385_337_600 + i).append(",800.25,0.5\n");
    }
    csv.append("1385437600,-1,0.5\n");
    long before = db.count("select count(*) from batch.bar_chunk");

    JsonPath done = Api.importCsv("symbol=BIG-USD&name=big.csv", csv.toString());

    assertThat(done.getString("status")).isEqualTo("failed");
    assertThat(done.getString("faults[0].file")).isEqualTo("big.csv");
    assertThat(done.getInt("faults[0].line")).isEqualTo(20_002);
    assertThat(done.getString("faults[0].column")).isEqualTo("price");
    assertThat(db.count("select count(*) from batch.bar_chunk")).isEqualTo(before);
    assertThat(db.count("select count(*) from batch.market_import_part")).isZero();
  }

  @Test
  void anotherExchangeForTheSameSymbolIsRefusedWhole() {
    Api.importCsv("symbol=EXC", YAHOO);

    JsonPath done =
        Api.importCsv(
            "symbol=EXC&exchange=CRYPTO&timeframe=1d",
            "date,open,high,low,close,volume\n2013-07-04,1,1,1,1,1\n2013-07-05,1,1,1,1,1\n");

    assertThat(done.getString("status")).isEqualTo("failed");
    assertThat(done.getString("faults[0].message")).contains("CRYPTO (expected: 1d of NYSE");
    assertThat(db.count("select count(*) from batch.bar_head where symbol = 'EXC'")).isEqualTo(1);
  }

  @Test
  void aCommandImportsToo() {
    Message good =
        Message.of(
            Topics.BATCH_COMMANDS,
            "io.plimsoll.market.ImportBars.v1",
            "",
            Map.of("csv", YAHOO, "symbol", "CMD"));
    Message bad =
        Message.of(
            Topics.BATCH_COMMANDS,
            "io.plimsoll.market.ImportBars.v1",
            "",
            Map.of(
                "csv", "date,open,high,low,close,volume\n2014-06-06,1,2,1,x,7\n", "symbol", "CMD"));

    Neighbours.send(good, good, bad);

    List<Seen> answers =
        Neighbours.read(
            Topics.BATCH_EVENTS,
            2,
            seen -> List.of(good.id(), bad.id()).contains(seen.correlation()));
    assertThat(answers)
        .extracting(Seen::correlation, Seen::name)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(good.id(), "ImportBarsAccepted"),
            org.assertj.core.groups.Tuple.tuple(bad.id(), "ImportBarsRejected"));
    assertThat(
            db.count("select count(*) from batch.market_import where correlation = ?", good.id()))
        .isEqualTo(1);
  }

  @Test
  void theSyntheticMarketSaysWhatItIs() {
    String id =
        Api.operator()
            .contentType("application/json")
            .body(
                """
                {"symbols": ["SYN1", "SYN2"], "from": "2025-06-02", "to": "2025-06-30", "seed": 7,
                 "anchors": {"SYN1": 225}}\
                """)
            .post("/api/v1/market-data/synthetic")
            .then()
            .statusCode(202)
            .extract()
            .path("import_id");

    JsonPath done = Api.awaitImport(id);

    assertThat(done.getString("source")).isEqualTo("synthetic");
    assertThat(done.getLong("rows")).isEqualTo(40);
    assertThat(
            Api.viewer()
                .get("/api/v1/market-data/bars?symbol=SYN1&from=2025-06-30")
                .jsonPath()
                .getList("columns.close", Double.class))
        .containsExactly(225.0);
    Api.operator()
        .contentType("application/json")
        .body("{\"symbols\": [\"A\"], \"from\": \"2025-06-02\", \"to\": \"2025-05-02\"}")
        .post("/api/v1/market-data/synthetic")
        .then()
        .statusCode(422)
        .body("field", equalTo("to"));
  }

  @Test
  void theStochasticMarketPaysDividendsAndTellsWhatItIsMadeOf() {
    String body =
        """
        {"symbols": ["STO1", "SPY"], "from": "2025-01-02", "to": "2025-06-30", "seed": 7,
         "anchors": {"STO1": 225}, "model": "%s"}\
        """;
    String id =
        Api.operator()
            .contentType("application/json")
            .body(body.formatted("stochastic"))
            .post("/api/v1/market-data/synthetic")
            .then()
            .statusCode(202)
            .extract()
            .path("import_id");

    JsonPath done = Api.awaitImport(id);

    assertThat(done.getString("source")).isEqualTo("synthetic");
    JsonPath bars = Api.viewer().get("/api/v1/market-data/bars?symbol=STO1").jsonPath();
    assertThat(bars.getList("columns.close", Double.class)).last().isEqualTo(225.0);
    assertThat(
            bars.getList("columns.dividend", Double.class).stream()
                .filter(paid -> paid > 0)
                .count())
        .isEqualTo(2);
    Api.viewer()
        .contentType("application/json")
        .body(body.formatted("stochastic"))
        .post("/api/v1/market-data/synthetic/truth")
        .then()
        .statusCode(200)
        .body("factors[0]", equalTo("market"))
        .body("symbols.SPY.betas[0]", equalTo(1.0f))
        .body("correlation[0][0]", equalTo(1.0f));
    Api.operator()
        .contentType("application/json")
        .body(body.formatted("real"))
        .post("/api/v1/market-data/synthetic")
        .then()
        .statusCode(422)
        .body("field", equalTo("model"));
  }

  @Test
  void aSplitThatIsNotAppliedIsReported() {
    StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
    for (int day = 3; day <= 28; day++) {
      LocalDate date = LocalDate.of(2014, 2, day);
      double price = (day < 20 ? 200 : 50) * (1 + day % 3 / 1000.0);
      if (date.getDayOfWeek().getValue() < 6 && day != 17) {
        csv.append("%s,%s,%s,%s,%s,7%n".formatted(date, price, price, price, price));
      }
    }
    Api.importCsv("symbol=UNSPLIT", csv.toString());

    JsonPath quality = Api.viewer().get("/api/v1/market-data/quality?symbol=UNSPLIT").jsonPath();

    assertThat(quality.getList("splits")).hasSize(1);
    assertThat(quality.getDouble("splits[0].apparent")).isEqualTo(4);
    assertThat(quality.getDouble("splits[0].recorded")).isEqualTo(1);
    assertThat(quality.getString("splits[0].at")).isEqualTo("2014-02-20T14:30:00Z");
    assertThat(quality.getBoolean("stale")).isTrue();
  }

  @Test
  void listsPagesAndMeasures() {
    Api.importCsv("symbol=LST", YAHOO);

    JsonPath symbols = Api.viewer().get("/api/v1/market-data/symbols?limit=500").jsonPath();
    assertThat(symbols.getString("items.find { it.symbol == 'LST' }.snapshot")).hasSize(64);
    assertThat(symbols.getInt("items.find { it.symbol == 'LST' }.bars")).isEqualTo(3);

    JsonPath page = Api.viewer().get("/api/v1/market-data/bars?symbol=LST&limit=2").jsonPath();
    assertThat(page.getInt("count")).isEqualTo(2);
    JsonPath next =
        Api.viewer()
            .get("/api/v1/market-data/bars?symbol=LST&limit=2&from=" + page.getString("next"))
            .jsonPath();
    assertThat(next.getList("columns.close", Double.class)).containsExactly(103.0);
    assertThat(next.getString("next")).isNull();

    JsonPath quality = Api.viewer().get("/api/v1/market-data/quality?symbol=LST").jsonPath();
    assertThat(quality.getInt("coverage.found")).isEqualTo(3);
    assertThat(quality.getInt("coverage.expected")).isEqualTo(3);

    Api.viewer()
        .get("/api/v1/market-data/calendar?from=2013-07-03&to=2013-07-05")
        .then()
        .statusCode(200)
        .body("total", equalTo(2))
        .body("items[0].early_close", equalTo(true));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/market-data/bars?symbol=NONE, 404",
    "/api/v1/market-data/bars, 400",
    "/api/v1/market-data/bars?symbol=A&timeframe=2d, 400",
    "/api/v1/market-data/bars?symbol=A&from=tomorrow, 400",
    "/api/v1/market-data/bars?symbol=A&limit=501, 400",
    "/api/v1/market-data/imports?offset=100001, 400",
    "/api/v1/market-data/imports/00000000-0000-0000-0000-000000000000, 404",
    "/api/v1/market-data/imports/nonsense, 400",
    "/api/v1/market-data/calendar?from=1066-10-14, 400"
  })
  void badQuestionsGetClearAnswers(String path, int status) {
    Api.viewer()
        .get(path)
        .then()
        .statusCode(status)
        .contentType(containsString("application/problem+json"));
  }

  @Test
  void viewersMayNotImport() {
    Api.viewer()
        .contentType("text/csv")
        .body(YAHOO)
        .post("/api/v1/market-data/imports?symbol=NO")
        .then()
        .statusCode(403);
  }

  private long stored() {
    return db.count(
        "select (select count(*) from batch.market_import) + (select count(*) from batch.bar_chunk)"
            + " + (select count(*) from batch.market_import_part)");
  }

  private static java.util.function.Predicate<Seen> is(String key) {
    return seen -> seen.key().equals(key);
  }

  private static java.util.function.Predicate<Seen> tells(JsonPath done) {
    String id = UUID.fromString(done.getString("import_id")).toString();
    return seen -> seen.name().equals("BarsPublished") && seen.key().equals(id);
  }
}
