package io.plimsoll.batchkernel.option;

import io.plimsoll.kernel.array.Vec;

/**
 * Nodes and weights of Gauss-Legendre quadrature on [-1, 1].
 *
 * <p>Source: Newton's method on the Legendre polynomials' recurrence, Press et al. (2007),
 * "Numerical Recipes", 3rd edition, section 4.6.
 *
 * @param nodes ascending, shape (n)
 * @param weights positive, adding up to 2, shape (n)
 */
record GaussLegendre(Vec nodes, Vec weights) {
  private static final int MOST_STEPS = 100;

  static GaussLegendre of(int n) {
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < (n + 1) / 2; i++) {
      double x = StrictMath.cos(Math.PI * (i + .75) / (n + .5));
      double slope = 0;
      for (int step = 0; step < MOST_STEPS; step++) {
        double previous = 1;
        double current = x;
        for (int degree = 2; degree <= n; degree++) {
          double next = ((2 * degree - 1) * x * current - (degree - 1) * previous) / degree;
          previous = current;
          current = next;
        }
        slope = n * (x * current - previous) / (x * x - 1);
        double change = current / slope;
        x -= change;
        if (Math.abs(change) < 1e-16) {
          break;
        }
      }
      nodes[i] = -x;
      nodes[n - 1 - i] = x;
      weights[i] = 2 / ((1 - x * x) * slope * slope);
      weights[n - 1 - i] = weights[i];
    }
    return new GaussLegendre(Vec.ofUnsafe(nodes), Vec.ofUnsafe(weights));
  }
}
