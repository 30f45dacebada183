package io.plimsoll.batch.marketdata.store;

import io.plimsoll.batch.marketdata.core.ReadPrices;
import io.plimsoll.contracts.FieldFault;
import io.plimsoll.platform.problem.ServiceException.Rejected;

/** Faults of a file as a refusal. */
final class ImportFaults {
  private ImportFaults() {}

  /** The refusal that names each fault by line and column. */
  static Rejected rejection(ReadPrices.Faulty faulty) {
    return new Rejected(
        faulty.faults().stream()
            .map(fault -> new FieldFault(place(fault), fault.sentence()))
            .toList());
  }

  private static String place(ReadPrices.SourceFault fault) {
    if (fault.line() == 0) {
      return fault.column().isEmpty() ? "file" : fault.column();
    }
    return "line %d, %s".formatted(fault.line(), fault.column());
  }
}
