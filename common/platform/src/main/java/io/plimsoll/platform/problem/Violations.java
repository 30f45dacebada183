package io.plimsoll.platform.problem;

import io.plimsoll.contracts.FieldFault;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Says what a validated request broke: its body is rejected, its parameters are malformed. */
final class Violations {
  private Violations() {}

  /** Whether the request broke a rule, and not our own answer. */
  static boolean isOfCaller(ConstraintViolationException violations) {
    return violations.getConstraintViolations() != null
        && !violations.getConstraintViolations().isEmpty()
        && violations.getConstraintViolations().stream()
            .noneMatch(violation -> has(violation.getPropertyPath(), ElementKind.RETURN_VALUE));
  }

  static ServiceException refusal(ConstraintViolationException violations) {
    List<FieldFault> faults =
        violations.getConstraintViolations().stream()
            .map(Violations::fault)
            .sorted(Comparator.comparing(FieldFault::field).thenComparing(FieldFault::detail))
            .toList();
    boolean inBody =
        violations.getConstraintViolations().stream()
            .anyMatch(violation -> has(violation.getPropertyPath(), ElementKind.PROPERTY));
    return inBody ? new ServiceException.Rejected(faults) : new ServiceException.Malformed(faults);
  }

  private static FieldFault fault(ConstraintViolation<?> violation) {
    String field = field(violation.getPropertyPath());
    return new FieldFault(field, field + ": " + violation.getMessage());
  }

  private static boolean has(Path path, ElementKind kind) {
    return StreamSupport.stream(path.spliterator(), false).anyMatch(node -> node.getKind() == kind);
  }

  /** The members below the body, or the parameter's own name. */
  private static String field(Path path) {
    List<String> members = new ArrayList<>();
    String parameter = "";
    for (Path.Node node : path) {
      switch (node.getKind()) {
        case PROPERTY -> members.add(snake(String.valueOf(node.getName())) + index(node));
        case PARAMETER -> parameter = String.valueOf(node.getName());
        default -> {}
      }
    }
    return members.isEmpty() ? snake(parameter) : String.join(".", members);
  }

  private static String index(Path.Node node) {
    return node.getIndex() == null ? "" : "[" + node.getIndex() + "]";
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
