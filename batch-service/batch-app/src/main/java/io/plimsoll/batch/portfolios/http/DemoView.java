package io.plimsoll.batch.portfolios.http;

import io.plimsoll.batch.portfolios.core.Portfolio;
import io.plimsoll.batchkernel.portfolio.DemoPortfolio;
import io.plimsoll.batchkernel.portfolio.OccSymbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The demo portfolios and the invented prices that go with them.
 *
 * @param asOf the date of the prices
 * @param portfolios in their order
 * @param anchors the last price of each stock, fund and index: what a synthetic market ends on
 * @param quotes the last price of each option by its OCC symbol, and of each forward
 */
record DemoView(
    LocalDate asOf,
    List<PortfolioView> portfolios,
    SortedMap<String, BigDecimal> anchors,
    SortedMap<String, BigDecimal> quotes) {
  static DemoView of(List<Portfolio> portfolios) {
    SortedMap<String, BigDecimal> anchors = new TreeMap<>(DemoPortfolio.OTHER_PRICES);
    SortedMap<String, BigDecimal> quotes = new TreeMap<>();
    for (DemoPortfolio demo : DemoPortfolio.all()) {
      for (Map.Entry<String, BigDecimal> price : demo.prices().entrySet()) {
        (OccSymbol.looksLike(price.getKey()) ? quotes : anchors)
            .put(price.getKey(), price.getValue());
      }
    }
    quotes.put("VIX.FORWARD", BigDecimal.valueOf(DemoPortfolio.VIX_FORWARD));
    return new DemoView(
        DemoPortfolio.AS_OF, portfolios.stream().map(PortfolioView::of).toList(), anchors, quotes);
  }
}
