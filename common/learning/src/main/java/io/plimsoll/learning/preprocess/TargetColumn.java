package io.plimsoll.learning.preprocess;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import java.util.Arrays;
import java.util.Optional;

/** Which price of the future bar is predicted. */
public enum TargetColumn {
  OPEN("open"),
  HIGH("high"),
  LOW("low"),
  CLOSE("close");

  private final String text;

  TargetColumn(String text) {
    this.text = text;
  }

  /** The column's name on the wire. */
  public String text() {
    return text;
  }

  /** The column of that name, if there is one. */
  public static Optional<TargetColumn> find(String text) {
    return Arrays.stream(values()).filter(column -> column.text.equals(text)).findFirst();
  }

  /** The column itself. */
  public Vec of(Bars bars) {
    return switch (this) {
      case OPEN -> bars.open();
      case HIGH -> bars.high();
      case LOW -> bars.low();
      case CLOSE -> bars.close();
    };
  }
}
