package io.plimsoll.testkit.coverage;

/**
 * What the tests reached of some code.
 *
 * @param lines of source lines
 * @param branches of the two ways of each condition
 */
public record Coverage(Share lines, Share branches) {
  /** Nothing, of nothing. */
  static final Coverage NONE = new Coverage(new Share(0, 0), new Share(0, 0));

  /**
   * A count of a whole.
   *
   * @param covered how many were reached
   * @param total how many there are
   */
  public record Share(long covered, long total) {
    public Share {
      if (covered < 0 || covered > total) {
        throw new IllegalArgumentException(
            "covered: %d (expected: 0 to %d)".formatted(covered, total));
      }
    }

    /** Whether it is at least so many percent; of nothing everything is reached. */
    public boolean reaches(int percent) {
      return 100 * covered >= percent * total;
    }

    /** The share in percent, rounded down to a tenth, so that 84.99 never reads as 85. */
    public double percent() {
      return total == 0 ? 100 : Math.floor(1000.0 * covered / total) / 10;
    }

    Share plus(Share other) {
      return new Share(covered + other.covered, total + other.total);
    }
  }

  Coverage plus(Coverage other) {
    return new Coverage(lines.plus(other.lines), branches.plus(other.branches));
  }
}
