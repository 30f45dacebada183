package io.plimsoll.learning.feature;

import io.plimsoll.learning.feature.Expression.Binary;
import io.plimsoll.learning.feature.Expression.Column;
import io.plimsoll.learning.feature.Expression.Constant;
import io.plimsoll.learning.feature.Expression.Single;
import io.plimsoll.learning.feature.Expression.Windowed;
import io.plimsoll.learning.feature.ExpressionFault.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads formulas.
 *
 * <pre>
 * sum     = product {("+" | "-") product}
 * product = factor {("*" | "/") factor}
 * factor  = "-" factor | number | name | function "(" sum {"," sum} ["," bars] ")" | "(" sum ")"
 * </pre>
 *
 * <p>Names are open, high, low, close, volume and the causal features of the catalogue that need no
 * context. A number of bars is a whole number above 0 written out: nothing can look ahead.
 */
final class ExpressionParser {
  private static final int LONGEST = 200;
  private static final int DEEPEST = 16;
  private static final int WIDEST = 5_000;
  private static final int WIDEST_RANK = 1_000;

  private final String text;
  private int at;
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
  }

  /** Reads a formula whose values a model may get. */
  static Expression parse(String text) throws ExpressionFault {
    if (text.length() > LONGEST) {
      throw new ExpressionFault(
          "%d characters (expected: at most %d)".formatted(text.length(), LONGEST));
    }
    ExpressionParser parser = new ExpressionParser(text.toLowerCase(Locale.ROOT));
    Expression expression = parser.sum();
    parser.skipBlanks();
    if (parser.at < parser.text.length()) {
      throw parser.fault("the end or a sign");
    }
    Dimension dimension = expression.dimension();
    if (!dimension.equals(Dimension.NONE)
        && !dimension.equals(Dimension.PRICE)
        && !dimension.equals(Dimension.VOLUME)) {
      throw new ExpressionFault(
          "%s has %s (expected: none, that of a price or that of a volume)"
              .formatted(expression.text(), dimension));
    }
    if (expression.window() > WIDEST) {
      throw new ExpressionFault(
          "%s looks back %d bars (expected: at most %d)"
              .formatted(expression.text(), expression.window(), WIDEST));
    }
    if (isConstant(expression)) {
      throw new ExpressionFault("%s is a number (expected: a series)".formatted(expression.text()));
    }
    return expression;
  }

  private static boolean isConstant(Expression expression) {
    return switch (expression) {
      case Constant _ -> true;
      case Column _ -> false;
      case Binary(_, Expression left, Expression right) -> isConstant(left) && isConstant(right);
      case Single(_, Expression inner) -> isConstant(inner);
      case Windowed(_, Expression inner, Optional<Expression> other, _) ->
          isConstant(inner) && other.map(ExpressionParser::isConstant).orElse(true);
    };
  }

  private Expression sum() throws ExpressionFault {
    enter();
    Expression left = product();
    while (isNext('+') || isNext('-')) {
      char sign = text.charAt(at++);
      Expression right = product();
      if (!left.dimension().equals(right.dimension())) {
        throw new ExpressionFault(
            "%s has %s and %s has %s (expected: the same on both sides of %c)"
                .formatted(left.text(), left.dimension(), right.text(), right.dimension(), sign));
      }
      left = new Binary(sign, left, right);
    }
    depth--;
    return left;
  }

  private Expression product() throws ExpressionFault {
    Expression left = factor();
    while (isNext('*') || isNext('/')) {
      char sign = text.charAt(at++);
      left = new Binary(sign, left, factor());
    }
    return left;
  }

  private Expression factor() throws ExpressionFault {
    enter();
    Expression factor;
    if (isNext('-')) {
      at++;
      factor = negative(factor());
    } else if (isNext('(')) {
      at++;
      factor = sum();
      expect(')');
    } else if (at < text.length() && isDigit(text.charAt(at))) {
      factor = new Constant(number());
    } else {
      factor = named();
    }
    depth--;
    return factor;
  }

  private static Expression negative(Expression inner) {
    return inner instanceof Constant(double value)
        ? new Constant(0.0 - value)
        : new Binary('*', new Constant(-1), inner);
  }

  private Expression named() throws ExpressionFault {
    skipBlanks();
    int from = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(from, at);
    if (name.isEmpty()) {
      throw fault("a number, a name or (");
    }
    if (isNext('(')) {
      at++;
      return call(name, from);
    }
    return column(name, from);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  }

  private Expression column(String name, int from) throws ExpressionFault {
    return switch (name) {
      case "open", "high", "low", "close" -> new Column(name, Dimension.PRICE, 1);
      case "volume" -> new Column(name, Dimension.VOLUME, 1);
      default -> {
        Optional<Feature> feature = FeatureCatalogue.named(name).filter(ExpressionParser::isUsable);
        if (feature.isEmpty()) {
          at = from;
          throw fault(
              "open, high, low, close, volume or a causal feature without context, in bars");
        }
        yield new Column(name, dimensionOf(feature.get()), feature.get().reach().window());
      }
    };
  }

  private static boolean isUsable(Feature feature) {
    return !feature.needsContext()
        && feature.reach().unit() == Feature.Unit.BARS
        && feature.nature().dependence() == Feature.Dependence.CAUSAL;
  }

  private static Dimension dimensionOf(Feature feature) {
    return switch (feature.nature().scale()) {
      case RATIO, VOLATILITY_LEVEL -> Dimension.NONE;
      case PRICE, PRICE_DISTANCE -> Dimension.PRICE;
      case VOLUME, VOLUME_TOTAL -> Dimension.VOLUME;
    };
  }

  private Expression call(String name, int from) throws ExpressionFault {
    Optional<ExpressionFunction> found = ExpressionFunction.find(name);
    if (found.isEmpty()) {
      at = from;
      throw fault("ref, mean, std, max, min, rank, ema, corr, abs or log");
    }
    ExpressionFunction function = found.get();
    List<Expression> formulas = new ArrayList<>();
    for (int i = 0; i < function.formulas(); i++) {
      if (i > 0) {
        expect(',');
      }
      formulas.add(sum());
    }
    int bars = 0;
    if (function.hasWindow()) {
      expect(',');
      bars = bars(function);
    }
    expect(')');
    Expression inner = formulas.getFirst();
    if (function == ExpressionFunction.LOG && !inner.dimension().equals(Dimension.NONE)) {
      throw new ExpressionFault(
          "log of %s, which has %s (expected: no dimension, such as close/ref(close,1))"
              .formatted(inner.text(), inner.dimension()));
    }
    return function.hasWindow()
        ? new Windowed(function, inner, formulas.stream().skip(1).findFirst(), bars)
        : new Single(function, inner);
  }

  /** A whole number that is written out, and never a negative one: that would be the future. */
  private int bars(ExpressionFunction function) throws ExpressionFault {
    int most = function == ExpressionFunction.RANK ? WIDEST_RANK : WIDEST;
    skipBlanks();
    int from = at;
    while (at < text.length() && isDigit(text.charAt(at)) && at - from < 6) {
      at++;
    }
    String digits = text.substring(from, at);
    int bars = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    if (bars < function.fewestBars() || bars > most) {
      at = from;
      throw fault(
          "a whole number of bars within [%d, %d], counted back"
              .formatted(function.fewestBars(), most));
    }
    return bars;
  }

  private double number() throws ExpressionFault {
    int from = at;
    while (at < text.length() && isNumberPart(from)) {
      at++;
    }
    try {
      double value = Double.parseDouble(text.substring(from, at));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException _) {
      // falls through to the answer that says where
    }
    at = from;
    throw fault("a finite number");
  }

  private boolean isNumberPart(int from) {
    char c = text.charAt(at);
    boolean isExponentSign = (c == '-' || c == '+') && at > from && text.charAt(at - 1) == 'e';
    return (c >= '0' && c <= '9') || c == '.' || c == 'e' || isExponentSign;
  }

  private void enter() throws ExpressionFault {
    if (++depth > DEEPEST * 2) {
      throw new ExpressionFault(
          "nested too deeply (expected: at most %d levels)".formatted(DEEPEST));
    }
  }

  private boolean isNext(char wanted) {
    skipBlanks();
    return at < text.length() && text.charAt(at) == wanted;
  }

  private void expect(char wanted) throws ExpressionFault {
    if (!isNext(wanted)) {
      throw fault("'" + wanted + "'");
    }
    at++;
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private ExpressionFault fault(String expected) {
    skipBlanks();
    String rest = at < text.length() ? "'" + text.substring(at) + "'" : "the end";
    return new ExpressionFault("character %d: %s (expected: %s)".formatted(at + 1, rest, expected));
  }
}
