package io.plimsoll.kernel.csv;

/** The kinds of price file that are recognised. */
public enum PriceDialect {
  /** {@code Date,Open,High,Low,Close,Adj Close,Volume}. */
  YAHOO,
  /** No header; day and hour rows {@code yyyyMMdd HH:mm,o,h,l,c,v}, minute rows by milliseconds. */
  LEAN,
  /** {@code date,open,high,low,close,volume,dividend,split}. */
  ZIPLINE,
  /** {@code timestamp,price,amount}, with or without header: single trades. */
  TICKS,
  /** A time column and {@code open,high,low,close,volume} in any order. */
  OHLCV
}
