package io.plimsoll.batch.items.http;

import io.plimsoll.contracts.batch.BatchOptions;
import io.plimsoll.platform.http.PageParams;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a CSV upload says in its query, as a {@code @BeanParam}. */
public final class UploadParams {
  @QueryParam("processor")
  @Parameter(description = "What is done with each item")
  @Nullable String processor;

  @QueryParam("max_concurrent")
  @Parameter(description = "How many items run at once, 1 to 500 (5)")
  @Nullable String maxConcurrent;

  @QueryParam("item_timeout_s")
  @Parameter(description = "How long one item may take, in seconds")
  @Nullable String itemTimeoutS;

  @QueryParam("max_attempts")
  @Parameter(description = "How often an item is started before it is given up, 1 to 20 (3)")
  @Nullable String maxAttempts;

  @QueryParam("max_pages")
  @Parameter(description = "How many pages of a site are read, 1 to 20 (3)")
  @Nullable String maxPages;

  /** For the framework, which fills in what the query says. */
  public UploadParams() {}

  @Nullable String processor() {
    return processor;
  }

  BatchOptions options() {
    return new BatchOptions(
        number("max_concurrent", maxConcurrent),
        number("item_timeout_s", itemTimeoutS),
        number("max_attempts", maxAttempts),
        number("max_pages", maxPages));
  }

  private static @Nullable Integer number(String name, @Nullable String text) {
    return text == null ? null : PageParams.whole(name, text, 1, Integer.MAX_VALUE, 1);
  }
}
