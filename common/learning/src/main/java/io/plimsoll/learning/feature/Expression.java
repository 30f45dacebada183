package io.plimsoll.learning.feature;

import io.plimsoll.learning.feature.ExpressionFault.Dimension;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A formula over the bars that somebody wrote down. It can only look back, so what it gives is
 * causal by construction.
 */
sealed interface Expression {

  /** The formula in its one canonical spelling. */
  String text();

  /** The dimension of its values. */
  Dimension dimension();

  /** How many bars a value rests on, its own included. */
  int window();

  /** One value per row; NaN where it is not known or not defined. */
  double[] values(Columns x);

  /** How strongly the outermost operation binds: 1 for + and -, 2 for * and /, 3 for the rest. */
  default int strength() {
    return 3;
  }

  /** A number. */
  record Constant(double value) implements Expression {
    @Override
    public String text() {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value).toLowerCase(Locale.ROOT);
    }

    @Override
    public Dimension dimension() {
      return Dimension.NONE;
    }

    @Override
    public int window() {
      return 1;
    }

    @Override
    public int strength() {
      return value < 0 ? 1 : 3;
    }

    @Override
    public double[] values(Columns x) {
      return Formulas.each(x.rows(), _ -> value);
    }
  }

  /** A column of the bars or a feature of the catalogue. */
  record Column(String name, Dimension dimension, int window) implements Expression {
    @Override
    public String text() {
      return name;
    }

    @Override
    public double[] values(Columns x) {
      return switch (name) {
        case "open" -> x.open();
        case "high" -> x.high();
        case "low" -> x.low();
        case "close" -> x.close();
        case "volume" -> x.volume();
        default -> FeatureCatalogue.column(x, name);
      };
    }
  }

  /** Two formulas and a sign between them. */
  record Binary(char sign, Expression left, Expression right) implements Expression {
    @Override
    public String text() {
      boolean isWrapped =
          right.strength() < strength()
              || (right.strength() == strength() && (sign == '-' || sign == '/'));
      return (left.strength() < strength() ? "(" + left.text() + ")" : left.text())
          + sign
          + (isWrapped ? "(" + right.text() + ")" : right.text());
    }

    @Override
    public int strength() {
      return sign == '+' || sign == '-' ? 1 : 2;
    }

    @Override
    public Dimension dimension() {
      return switch (sign) {
        case '*' -> left.dimension().times(right.dimension());
        case '/' -> left.dimension().over(right.dimension());
        default -> left.dimension();
      };
    }

    @Override
    public int window() {
      return Math.max(left.window(), right.window());
    }

    @Override
    public double[] values(Columns x) {
      double[] a = left.columnOf(x);
      double[] b = right.columnOf(x);
      return switch (sign) {
        case '+' -> Formulas.each(x.rows(), t -> a[t] + b[t]);
        case '-' -> Formulas.each(x.rows(), t -> a[t] - b[t]);
        case '*' -> Formulas.each(x.rows(), t -> a[t] * b[t]);
        default -> Formulas.each(x.rows(), t -> a[t] / b[t]);
      };
    }
  }

  /** A function of one formula, row by row. */
  record Single(ExpressionFunction function, Expression inner) implements Expression {
    @Override
    public String text() {
      return "%s(%s)".formatted(function.text(), inner.text());
    }

    @Override
    public Dimension dimension() {
      return function.isDimensionless() ? Dimension.NONE : inner.dimension();
    }

    @Override
    public int window() {
      return inner.window();
    }

    @Override
    public double[] values(Columns x) {
      return function.of(inner.columnOf(x), new double[0], 1);
    }
  }

  /** A function of one formula or two over a trailing window. */
  record Windowed(
      ExpressionFunction function, Expression inner, Optional<Expression> other, int bars)
      implements Expression {
    @Override
    public String text() {
      return other
          .map(second ->
              "%s(%s,%s,%d)".formatted(function.text(), inner.text(), second.text(), bars))
          .orElseGet(() -> "%s(%s,%d)".formatted(function.text(), inner.text(), bars));
    }

    @Override
    public Dimension dimension() {
      return function.isDimensionless() ? Dimension.NONE : inner.dimension();
    }

    @Override
    public int window() {
      int widest = Math.max(inner.window(), other.map(Expression::window).orElse(1));
      return widest + (function == ExpressionFunction.REF ? bars : bars - 1);
    }

    @Override
    public double[] values(Columns x) {
      return function.of(
          inner.columnOf(x), other.map(one -> one.columnOf(x)).orElse(new double[0]), bars);
    }
  }

  /** The values, made once for all formulas that share them; nothing is infinite. */
  default double[] columnOf(Columns x) {
    Supplier<double[]> maker = () -> Formulas.finite(values(x));
    return this instanceof Column ? values(x) : x.shared("expression " + text(), maker);
  }
}
