package io.plimsoll.kernel.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults of one file, up to a number at which reading on is of no use. */
final class CsvFaults {
  static final int LIMIT = 100;

  private static final int SHOWN = 40;

  private final String file;
  private final List<CsvFault> faults = new ArrayList<>();

  CsvFaults(String file) {
    this.file = file;
  }

  void add(int line, String column, String message) {
    if (!isFull()) {
      faults.add(new CsvFault(file, line, column, message));
    }
  }

  void add(int line, String column, String found, String expected) {
    add(line, column, "'%s' (expected: %s)".formatted(shown(found), expected));
  }

  boolean isFull() {
    return faults.size() >= LIMIT;
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  List<CsvFault> inOrder() {
    return faults.stream().sorted(Comparator.comparingInt(CsvFault::line)).toList();
  }

  /** A value from the file, short and harmless enough for a message. */
  static String shown(String value) {
    String shortened = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    return shortened.replaceAll("\\p{Cntrl}", "?");
  }
}
