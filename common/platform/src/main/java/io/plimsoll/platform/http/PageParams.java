package io.plimsoll.platform.http;

import io.plimsoll.platform.problem.ServiceException.Malformed;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The paging of a list, as a {@code @BeanParam}: {@code limit} 1..500 (50), {@code offset}
 * 0..100,000 (0). Anything else is refused with the parameter's name.
 */
public final class PageParams {
  /** The most rows a page has. */
  public static final int MAX_LIMIT = 500;

  /** How far an offset reaches; a list that is longer is read by cursor. */
  public static final int MAX_OFFSET = 100_000;

  static final int DEFAULT_LIMIT = 50;

  @QueryParam("limit")
  @Parameter(
      description = "How many rows, 1 to 500",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
  @Nullable String limitText;

  @QueryParam("offset")
  @Parameter(
      description = "How many rows to skip, 0 to 100,000",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "100000", defaultValue = "0"))
  @Nullable String offsetText;

  /** For the framework, which fills in what the query says. */
  public PageParams() {}

  /** The parameters as numbers, checked like those of a query. */
  public static PageParams of(int limit, int offset) {
    PageParams params = new PageParams();
    params.limitText = Integer.toString(limit);
    params.offsetText = Integer.toString(offset);
    return params;
  }

  /** How many rows are asked for. */
  public int limit() {
    return whole("limit", limitText, 1, MAX_LIMIT, DEFAULT_LIMIT);
  }

  /** How many rows are skipped. */
  public int offset() {
    return whole("offset", offsetText, 0, MAX_OFFSET, 0);
  }

  /**
   * Reads a whole number of a query.
   *
   * @throws Malformed naming the parameter, if the text is not a whole number in the range
   */
  public static int whole(String name, @Nullable String text, int least, int most, int whenAbsent) {
    if (text == null || text.isEmpty()) {
      return whenAbsent;
    }
    try {
      int value = Integer.parseInt(text, 10);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // falls through to the answer that names the range
    }
    throw new Malformed(
        name, "%s: '%s' (expected: %d to %d)".formatted(name, brief(text), least, most));
  }

  private static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
