package io.plimsoll.batch.risk.core;

import io.plimsoll.batch.risk.core.RiskViews.Finding;
import io.plimsoll.batch.risk.core.RiskViews.Listing;
import io.plimsoll.batch.risk.core.RiskViews.Range;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts what a night found together into a report. */
@ApplicationScoped
public class WriteReport {
  private static final Range ALL = new Range(10_000, 0);

  private final RiskViews views;

  WriteReport(RiskViews views) {
    this.views = views;
  }

  /** The report of a date, or of the newest night. */
  public Uni<RiskReport> write(long portfolioId, Optional<LocalDate> asOf) {
    return views
        .summary(portfolioId, asOf)
        .map(found ->
            found.orElseThrow(
                () -> new NotFound("No night of portfolio %d is known".formatted(portfolioId))))
        .chain(summary -> withFindings(portfolioId, summary));
  }

  private Uni<RiskReport> withFindings(long portfolioId, Map<String, Object> summary) {
    Optional<LocalDate> date = Optional.of(LocalDate.parse(Tree.of(summary).at("as_of").text()));
    Uni<Map<String, Map<String, Object>>> found = Uni.createFrom().item(new HashMap<>());
    for (Finding finding : Finding.values()) {
      found = found.chain(known -> add(known, portfolioId, date, finding));
    }
    return found.chain(findings ->
        views
            .greeks(portfolioId, date, ALL)
            .map(Listing::items)
            .map(greeks -> report(summary, findings, greeks)));
  }

  private static RiskReport report(
      Map<String, Object> summary,
      Map<String, Map<String, Object>> findings,
      List<Map<String, Object>> greeks) {
    return new RiskReport(Tree.of(summary).at("portfolio_name").text(), summary, findings, greeks);
  }

  private Uni<Map<String, Map<String, Object>>> add(
      Map<String, Map<String, Object>> known,
      long portfolioId,
      Optional<LocalDate> date,
      Finding finding) {
    return views
        .finding(portfolioId, date, finding)
        .map(found -> {
          found.ifPresent(tree -> known.put(finding.name().toLowerCase(Locale.ROOT), tree));
          return known;
        });
  }
}
