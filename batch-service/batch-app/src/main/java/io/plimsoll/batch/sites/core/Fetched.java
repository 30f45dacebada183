package io.plimsoll.batch.sites.core;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of a site, as it was sent.
 *
 * @param status of HTTP
 * @param headers by lower-case name
 * @param body packed as it came
 * @param isCut whether there was more than was read
 */
public record Fetched(int status, Map<String, String> headers, Buffer body, boolean isCut) {
  public Fetched {
    headers = Map.copyOf(headers);
  }

  /** A header's value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether the answer sends the reader elsewhere. */
  public boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> headers.containsKey("location");
      default -> false;
    };
  }

  /** Whether this is a page. */
  public boolean isPage() {
    return status >= 200 && status < 300;
  }
}
