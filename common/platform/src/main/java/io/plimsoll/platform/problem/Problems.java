package io.plimsoll.platform.problem;

import io.plimsoll.contracts.FieldFault;
import io.plimsoll.contracts.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Builds the problems of the catalogue. */
public final class Problems {
  private Problems() {}

  /** A problem of a type, with this occurrence's detail. */
  public static Problem of(ProblemType type, String detail) {
    return of(type, detail, List.of(), Map.of());
  }

  /** A problem of a type in one field. */
  public static Problem of(ProblemType type, String field, String detail) {
    return of(type, detail, List.of(new FieldFault(field, detail)), Map.of());
  }

  /** A problem with its faults: one is named by {@code field}, several by {@code errors}. */
  public static Problem of(
      ProblemType type, String detail, List<FieldFault> faults, Map<String, Object> extensions) {
    String field = faults.size() == 1 ? faults.getFirst().field() : "";
    List<FieldFault> errors = faults.size() > 1 ? faults : List.of();
    return new Problem(
        type.uri(), type.title(), type.status(), detail, "", field, errors, extensions);
  }

  /** The answer to a defect: nothing but an id, which the log has too. */
  public static Problem defect(UUID id) {
    ProblemType type = ProblemType.DEFECT;
    return new Problem(
        type.uri(), type.title(), type.status(), "", "urn:uuid:" + id, "", List.of(), Map.of());
  }
}
