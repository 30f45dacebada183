package io.plimsoll.batchkernel.portfolio;

import io.plimsoll.batchkernel.option.OptionKind;
import io.plimsoll.kernel.market.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The three portfolios that a fresh installation starts with. Their prices are invented: round
 * numbers near those of mid-2025, chosen so that every total can be checked by hand.
 *
 * @param number 1, 2 or 3
 * @param name as shown
 * @param positions entered on 2025-01-02
 * @param prices the last price on {@link #AS_OF} by the instrument's code
 */
public record DemoPortfolio(
    int number, String name, List<Position> positions, Map<String, BigDecimal> prices) {
  /** The day whose night the demo runs. */
  public static final LocalDate AS_OF = LocalDate.of(2025, 6, 30);

  /** Continuously compounded, per year. */
  public static final double RATE = .043;

  /** The level that the volatility index's options are written on. */
  public static final double VIX_FORWARD = 19;

  /**
   * Prices of what no portfolio holds and nights need: underlyings of options, and the funds that
   * stand for factors.
   */
  public static final Map<String, BigDecimal> OTHER_PRICES =
      Map.of(
          "SPY", new BigDecimal("530"),
          "QQQ", new BigDecimal("420"),
          "VIX", new BigDecimal("17.5"),
          "VTV", new BigDecimal("175"),
          "VUG", new BigDecimal("430"),
          "MTUM", new BigDecimal("230"),
          "QUAL", new BigDecimal("180"),
          "IWM", new BigDecimal("215"),
          "USMV", new BigDecimal("93"),
          "TLT", new BigDecimal("87"));

  private static final LocalDate ENTERED = LocalDate.of(2025, 1, 2);

  private static final String GROWTH_INVESTOR =
      """
      AAPL 85@225, MSFT 45@420, AMZN 110@170, GOOGL 115@160, TSLA 70@255, NVDA 25@700, JNJ 105@160,
      JPM 85@170, V 50@268, FXNAX 4365@20, FCNTX 4853@15, FMAGX 3880@15, VTIAX 970@30, VTI 155@250,
      BND 315@77, VNQ 205@95
      """;

  private static final String HEDGE_FUND =
      """
      NVDA 800@700, MSFT 1000@420, AAPL 1500@225, GOOGL 1800@160, META 1000@265 (530), AMZN 1400@170,
      TSLA 800@255, AMD 1200@162, BRK-B 600@440, JPM 1000@170, JNJ 800@160, UNH 200@545, V 350@268,
      NFLX -600@490, SHOP -1000@195, ZM -2000@70, PTON -3000@40, ROKU -1800@60, XOM -2000@110,
      F -10000@12, GE -800@140, C -2000@55,
      SPY 2025-09-19 C460 +200@7.00 (7.50), QQQ 2025-08-15 C420 +150@7.00 (7.25),
      VIX 2025-07-16 C25 +300@2.50 (2.75), NVDA 2025-10-17 C800 +50@12.50 (15.00),
      AAPL 2025-08-15 P200 -100@4.50 (4.25), MSFT 2025-09-19 P380 -80@5.00 (4.75),
      TSLA 2025-08-15 C300 -60@8.00 (8.50), META 2025-09-19 P450 -50@7.50 (7.25)
      """;

  private static final String RETAIL_TRADER =
      """
      SPY 400@530, QQQ 450@420, AAPL 400@225, MSFT 200@420, AMZN 480@170, GOOGL 500@160,
      BRK-B 180@440, JPM 350@170, JNJ 310@160, NVDA 70@700, META 90@530, UNH 85@545, V 170@268,
      HD 125@350, PG 250@165, GLD 325@219.23, DJP 1900@30
      """;

  public DemoPortfolio {
    positions = List.copyOf(positions);
    prices = Map.copyOf(prices);
  }

  /** The three, by number. */
  public static List<DemoPortfolio> all() {
    return List.of(
        read(1, "Growth Investor", GROWTH_INVESTOR),
        read(2, "Hedge Fund", HEDGE_FUND),
        read(3, "Retail Trader", RETAIL_TRADER));
  }

  private static DemoPortfolio read(int number, String name, String text) {
    List<Position> positions = new ArrayList<>();
    Map<String, BigDecimal> prices = new TreeMap<>();
    for (String entry : text.replace('\n', ' ').split(",", -1)) {
      Entry parsed = Entry.parse(entry.strip());
      positions.add(
          new Position(
              "%d-%02d".formatted(number, positions.size() + 1),
              parsed.instrument,
              parsed.quantity,
              parsed.entryPrice,
              ENTERED,
              Optional.empty()));
      prices.put(parsed.instrument.code(), parsed.lastPrice);
    }
    return new DemoPortfolio(number, name, positions, prices);
  }

  /**
   * One entry: instrument, quantity@entry price, and the last price in brackets where it differs.
   */
  private record Entry(
      Instrument instrument, BigDecimal quantity, BigDecimal entryPrice, BigDecimal lastPrice) {
    static Entry parse(String text) {
      List<String> words = List.of(text.split(" +", -1));
      boolean option = words.size() > 2 && words.get(1).contains("-");
      String amount = words.get(option ? 3 : 1);
      int at = amount.indexOf('@');
      BigDecimal entryPrice = new BigDecimal(amount.substring(at + 1));
      String last = words.getLast();
      return new Entry(
          option ? option(words) : new Instrument.Stock(Symbol.parse(words.getFirst())),
          new BigDecimal(amount.substring(0, at)),
          entryPrice,
          last.startsWith("(") ? new BigDecimal(last.substring(1, last.length() - 1)) : entryPrice);
    }

    private static Instrument.Option option(List<String> words) {
      return new Instrument.Option(
          Symbol.parse(words.getFirst()),
          LocalDate.parse(words.get(1)),
          words.get(2).startsWith("C") ? OptionKind.CALL : OptionKind.PUT,
          new BigDecimal(words.get(2).substring(1)));
    }
  }
}
