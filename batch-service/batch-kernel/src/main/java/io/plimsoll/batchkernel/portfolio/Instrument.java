package io.plimsoll.batchkernel.portfolio;

import io.plimsoll.batchkernel.option.ExerciseStyle;
import io.plimsoll.batchkernel.option.OptionKind;
import io.plimsoll.kernel.market.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/** Something that has a price of its own and can be held. */
public sealed interface Instrument {
  /** Units of the underlying that one contract of a listed option stands for. */
  int OPTION_MULTIPLIER = 100;

  /** The name under which its price is quoted: a symbol, or the 21 characters of an OCC symbol. */
  String code();

  /** What its value depends on: itself for a stock, the underlying for an option. */
  Symbol underlying();

  /** Currency units of market value per unit of quantity and price. */
  int multiplier();

  /**
   * A share of a company or fund.
   *
   * @param symbol the ticker
   */
  record Stock(Symbol symbol) implements Instrument {
    @Override
    public String code() {
      return symbol.value();
    }

    @Override
    public Symbol underlying() {
      return symbol;
    }

    @Override
    public int multiplier() {
      return 1;
    }
  }

  /**
   * A listed option on 100 units of its underlying.
   *
   * @param underlying the ticker of what may be bought or sold
   * @param expiry the last session on which it can be exercised
   * @param kind call or put
   * @param strike the price of exercise, with at most three decimals
   */
  record Option(Symbol underlying, LocalDate expiry, OptionKind kind, BigDecimal strike)
      implements Instrument {
    private static final Set<String> EUROPEAN_INDICES = Set.of("VIX", "SPX", "NDX", "RUT", "XSP");

    public Option {
      if (strike.signum() <= 0) {
        throw new IllegalArgumentException("strike: %s (expected: positive)".formatted(strike));
      }
      strike = strike.stripTrailingZeros();
    }

    @Override
    public String code() {
      return OccSymbol.format(this);
    }

    @Override
    public int multiplier() {
      return OPTION_MULTIPLIER;
    }

    /** European for options on cash-settled indices, American for those on shares and funds. */
    public ExerciseStyle style() {
      return EUROPEAN_INDICES.contains(underlying.value())
          ? ExerciseStyle.EUROPEAN
          : ExerciseStyle.AMERICAN;
    }
  }

  /** Reads a ticker or an OCC symbol. */
  static Instrument parse(String text) {
    String trimmed = text.strip();
    return OccSymbol.looksLike(trimmed)
        ? OccSymbol.parse(trimmed)
        : new Stock(Symbol.parse(trimmed));
  }
}
