package io.plimsoll.batch.marketdata.core;

import java.util.Locale;

/** The forms of price files. */
public enum FileForm {
  /** Lines of text. */
  CSV,
  /** Columns, with the magic bytes PAR1 at both ends. */
  PARQUET;

  /**
   * The form of a file: what its first bytes show, else what was said about it.
   *
   * @param head its first bytes
   * @param name its name
   * @param contentType what its sender calls it, or nothing
   */
  public static FileForm of(byte[] head, String name, String contentType) {
    boolean isSaid =
        contentType.toLowerCase(Locale.ROOT).startsWith("application/vnd.apache.parquet")
            || name.toLowerCase(Locale.ROOT).endsWith(".parquet");
    return isSaid || FileBytes.startAsParquet(head) ? PARQUET : CSV;
  }

  /** The form as it is stored and told. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
