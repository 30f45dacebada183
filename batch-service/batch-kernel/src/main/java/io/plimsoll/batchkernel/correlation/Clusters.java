package io.plimsoll.batchkernel.correlation;

import io.plimsoll.kernel.array.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Groups what moves alike: average linkage, joined while the mean correlation between two groups is
 * at least .7. The sign is kept, so that what moves against each other is never joined.
 *
 * <p>Ties go to the pair that comes first. Cost: O(n^3).
 *
 * <p>Source: Sokal and Michener (1958), "A statistical method for evaluating systematic
 * relationships", University of Kansas Science Bulletin 38.
 */
final class Clusters {
  static final double JOINED_FROM = .7;

  private Clusters() {}

  /** The groups of at least two, each in order, by their first member. */
  static List<List<Integer>> of(Matrix correlations) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < correlations.rows(); i++) {
      groups.add(new ArrayList<>(List.of(i)));
    }
    while (joinBest(groups, correlations)) {
      // goes on until nothing is alike enough
    }
    return groups.stream()
        .filter(group -> group.size() > 1)
        .map(group -> group.stream().sorted().toList())
        .sorted(Comparator.comparing(List::getFirst))
        .toList();
  }

  private static boolean joinBest(List<List<Integer>> groups, Matrix correlations) {
    double best = JOINED_FROM;
    int left = -1;
    int right = -1;
    for (int a = 0; a < groups.size(); a++) {
      for (int b = a + 1; b < groups.size(); b++) {
        double mean = mean(groups.get(a), groups.get(b), correlations);
        if (left < 0 ? mean >= best : mean > best) {
          best = mean;
          left = a;
          right = b;
        }
      }
    }
    if (left < 0) {
      return false;
    }
    groups.get(left).addAll(groups.remove(right));
    return true;
  }

  private static double mean(List<Integer> a, List<Integer> b, Matrix correlations) {
    double sum = 0;
    for (int i : a) {
      for (int j : b) {
        sum += correlations.get(i, j);
      }
    }
    return sum / (a.size() * b.size());
  }
}
