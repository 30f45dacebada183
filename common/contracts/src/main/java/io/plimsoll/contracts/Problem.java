package io.plimsoll.contracts;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An RFC 9457 problem: the answer to a refused request, over HTTP and in a {@code
 * <Command>Rejected} event alike.
 *
 * <p>{@code type}, {@code title} and {@code status} never change per occurrence; clients branch on
 * {@code type}. A member that does not apply is empty here and absent in JSON.
 *
 * @param type {@code urn:plimsoll:problem:<slug>}
 * @param title the type in words
 * @param status the HTTP status
 * @param detail what was found and what was expected, this time
 * @param instance {@code urn:uuid:…} of a defect, which the service's log has too
 * @param field the member, parameter or header at fault, if it is one
 * @param errors every fault, if there are several
 * @param extensions further members of the type, in snake_case
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "field", "errors"})
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String field,
    List<FieldFault> errors,
    @JsonAnyGetter @JsonAnySetter Map<String, Object> extensions) {

  /** The media type of a problem in an HTTP answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** What each problem's type starts with. */
  public static final String TYPE_PREFIX = "urn:plimsoll:problem:";

  public Problem {
    detail = requireNonNullElse(detail, "");
    instance = requireNonNullElse(instance, "");
    field = requireNonNullElse(field, "");
    errors = List.copyOf(requireNonNullElse(errors, List.<FieldFault>of()));
    extensions = new TreeMap<>(requireNonNullElse(extensions, Map.<String, Object>of()));
  }

  /** The slug at the end of the type, by which {@code docs/problems.md} lists it. */
  public String slug() {
    return type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type;
  }
}
