package io.plimsoll.contracts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an event or command: {@code io.plimsoll.<owner>.<Name>.v<version>}.
 *
 * <p>A contract class names its type by where it stands: {@code
 * io.plimsoll.contracts.training.ModelCompleted} is {@code io.plimsoll.training.ModelCompleted.v1},
 * and a class whose name ends in {@code V2} is version 2 of the name before it.
 *
 * @param owner the service (or {@code market}) that owns the contract
 * @param name the past fact or imperative, in upper camel case
 * @param version from 1
 */
public record EventType(String owner, String name, int version) {
  private static final String ROOT = "io.plimsoll.";
  private static final String CONTRACTS = ROOT + "contracts.";
  private static final Pattern TEXT =
      Pattern.compile("io\\.plimsoll\\.([a-z]{1,30})\\.([A-Z][A-Za-z0-9]{0,60})\\.v([1-9][0-9]?)");
  private static final Pattern CLASS_NAME = Pattern.compile("(.+?)(?:V([1-9][0-9]?))?");

  public EventType {
    String text = ROOT + owner + "." + name + ".v" + version;
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "type: %s (expected: io.plimsoll.<owner>.<Name>.v<n>)".formatted(text));
    }
  }

  /** Reads a type from its text. */
  public static EventType parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "type: %s (expected: io.plimsoll.<owner>.<Name>.v<n>)".formatted(text));
    }
    return new EventType(
        matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3), 10));
  }

  /** The type of a contract class, which must live in {@code io.plimsoll.contracts.<owner>}. */
  public static EventType of(Class<?> contract) {
    String home = contract.getPackageName();
    if (!home.startsWith(CONTRACTS)) {
      throw new IllegalArgumentException(
          "contract: %s (expected: a class in io.plimsoll.contracts.<owner>)"
              .formatted(contract.getName()));
    }
    Matcher name = CLASS_NAME.matcher(contract.getSimpleName());
    if (!name.matches()) {
      throw new IllegalArgumentException("contract: %s has no name".formatted(contract.getName()));
    }
    String version = name.group(2);
    return new EventType(
        home.substring(CONTRACTS.length()),
        name.group(1),
        version == null ? 1 : Integer.parseInt(version, 10));
  }

  /** The text that goes into the header {@code ce_type}. */
  public String text() {
    return ROOT + owner + "." + name + ".v" + version;
  }

  @Override
  public String toString() {
    return text();
  }
}
