package io.plimsoll.batchkernel.correlation;

import io.plimsoll.batchkernel.returns.ReturnPanel;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which holdings of a portfolio move alike, and how many independent bets they come to.
 *
 * <p>Holdings of at least 10,000 and 1 % of gross value, with at least 20 returns. The effective
 * number of bets is {@code 1 / (w' R w)} with w the signed exposures, their absolute values adding
 * up to 1: n equal independent longs give n. It is empty where the portfolio's parts cancel so far
 * that the figure means nothing (below 1e-6), and {@code isHedged} where it is above n.
 *
 * <p>Source: Choueifaty and Coignard (2008), "Toward maximum diversification", Journal of Portfolio
 * Management 35(1), whose diversification ratio squared it is for equal volatilities.
 *
 * @param symbols those that were looked at, largest first
 * @param matrix their correlations
 * @param clusters of those that move alike
 * @param bets how many independent bets
 * @param warnings what had to be left out
 */
public record CorrelationStudy(
    List<String> symbols,
    CorrelationMatrix matrix,
    List<Cluster> clusters,
    Bets bets,
    List<String> warnings) {
  private static final double LEAST_VALUE = 10_000;
  private static final double LEAST_WEIGHT = .01;
  private static final double MEANINGLESS = 1e-6;

  public CorrelationStudy {
    symbols = List.copyOf(symbols);
    clusters = List.copyOf(clusters);
    warnings = List.copyOf(warnings);
  }

  /**
   * Holdings that move alike.
   *
   * @param nickname the tag that most of them share, else the sector, else the largest's lookalikes
   * @param symbols largest first
   * @param weight their share of the gross value looked at
   * @param meanCorrelation of their pairs
   */
  public record Cluster(
      String nickname, List<String> symbols, double weight, double meanCorrelation) {
    public Cluster {
      symbols = List.copyOf(symbols);
    }
  }

  /**
   * How many bets.
   *
   * @param effective empty where the parts cancel
   * @param isHedged whether it is more than there are holdings
   * @param concentration sum of squared shares of gross value, clusters counting as one
   * @param meanCorrelation of all pairs; empty with one holding
   */
  public record Bets(
      Optional<Double> effective,
      boolean isHedged,
      double concentration,
      Optional<Double> meanCorrelation) {}

  /**
   * Studies holdings.
   *
   * @param panel returns of the last 90 calendar days
   * @return empty if no holding is large enough and has a history
   */
  public static Optional<CorrelationStudy> of(List<Holding> holdings, ReturnPanel panel) {
    double gross = holdings.stream().mapToDouble(Holding::grossValue).sum();
    List<String> warnings = new ArrayList<>();
    List<Holding> studied = new ArrayList<>();
    holdings.stream()
        .filter(one -> one.grossValue() >= LEAST_VALUE && one.grossValue() >= LEAST_WEIGHT * gross)
        .sorted(
            Comparator.comparingDouble(Holding::grossValue)
                .reversed()
                .thenComparing(Holding::symbol))
        .forEach(one -> {
          int known = panel.of(one.symbol()).map(ReturnPanel::known).orElse(0);
          if (known >= CorrelationMatrix.FEWEST) {
            studied.add(one);
          } else {
            warnings.add(
                "%s: %d returns, left out (expected: at least %d)"
                    .formatted(one.symbol(), known, CorrelationMatrix.FEWEST));
          }
        });
    if (studied.isEmpty()) {
      return Optional.empty();
    }
    List<Vec> columns = studied.stream().map(one -> panel.of(one.symbol()).orElseThrow()).toList();
    CorrelationMatrix matrix = CorrelationMatrix.of(Matrix.ofColumns(columns));
    if (matrix.unknownPairs() > 0) {
      warnings.add("%d pairs have too few days in common".formatted(matrix.unknownPairs()));
    }
    List<List<Integer>> groups = Clusters.of(matrix.values());
    return Optional.of(
        new CorrelationStudy(
            studied.stream().map(Holding::symbol).toList(),
            matrix,
            groups.stream().map(group -> cluster(group, studied, matrix.values())).toList(),
            bets(studied, groups, matrix.values()),
            warnings));
  }

  private static Cluster cluster(List<Integer> group, List<Holding> studied, Matrix matrix) {
    double gross = studied.stream().mapToDouble(Holding::grossValue).sum();
    List<Holding> members = group.stream().map(studied::get).toList();
    double sum = 0;
    for (int i : group) {
      for (int j : group) {
        sum += i == j ? 0 : matrix.get(i, j);
      }
    }
    return new Cluster(
        nickname(members),
        members.stream().map(Holding::symbol).toList(),
        members.stream().mapToDouble(Holding::grossValue).sum() / gross,
        sum / (group.size() * (group.size() - 1)));
  }

  private static String nickname(List<Holding> members) {
    Map<String, Integer> tags = new TreeMap<>();
    Map<String, Integer> sectors = new TreeMap<>();
    for (Holding member : members) {
      member.tags().stream().distinct().forEach(tag -> tags.merge(tag, 1, Integer::sum));
      member.sector().ifPresent(sector -> sectors.merge(sector, 1, Integer::sum));
    }
    return mostOf(members.size(), tags)
        .or(() -> mostOf(members.size(), sectors))
        .orElseGet(() -> members.getFirst().symbol() + " lookalikes");
  }

  /** The commonest word, if more than half have it; of equals the first in the alphabet. */
  private static Optional<String> mostOf(int members, Map<String, Integer> words) {
    return words.entrySet().stream()
        .filter(word -> 2 * word.getValue() > members)
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .map(Map.Entry::getKey);
  }

  private static Bets bets(List<Holding> studied, List<List<Integer>> groups, Matrix matrix) {
    int n = studied.size();
    double total = studied.stream().mapToDouble(one -> Math.abs(one.exposure())).sum();
    double variance = 0;
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        variance += studied.get(i).exposure() * matrix.get(i, j) * studied.get(j).exposure();
        pairs += i == j ? 0 : matrix.get(i, j);
      }
    }
    double share = total == 0 ? 0 : variance / (total * total);
    Optional<Double> effective = share < MEANINGLESS ? Optional.empty() : Optional.of(1 / share);
    return new Bets(
        effective,
        effective.map(found -> found > n * (1 + 1e-12)).orElse(total > 0),
        concentration(studied, groups),
        n < 2 ? Optional.empty() : Optional.of(pairs / ((double) n * (n - 1))));
  }

  private static double concentration(List<Holding> studied, List<List<Integer>> groups) {
    double gross = studied.stream().mapToDouble(Holding::grossValue).sum();
    double sum = 0;
    for (List<Integer> group : groups) {
      double share = group.stream().mapToDouble(i -> studied.get(i).grossValue()).sum() / gross;
      sum += share * share;
    }
    double alone =
        IntStream.range(0, studied.size())
            .filter(i -> groups.stream().noneMatch(group -> group.contains(i)))
            .mapToDouble(i -> studied.get(i).grossValue() / gross)
            .map(share -> share * share)
            .sum();
    return sum + alone;
  }
}
