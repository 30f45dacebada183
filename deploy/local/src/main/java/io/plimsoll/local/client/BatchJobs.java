package io.plimsoll.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Speaks to batch-service about batches of items. */
public final class BatchJobs {
  private static final String PATH = "/api/v1/batches";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_MILLIS = 500;
  private static final Set<String> OVER =
      Set.of("completed", "completed_with_errors", "failed", "cancelled");

  private final ApiClient batch;

  /** Works with a client of batch-service. */
  public BatchJobs(ApiClient batch) {
    this.batch = batch;
  }

  /**
   * Submits a file: a CSV with a column domain, url or website; a JSON array of items, or one JSON
   * object per line ({@code .json}, {@code .jsonl}); or else one item on each line.
   *
   * @param options by their names in the API
   * @return the answer, with the batch's id
   */
  public JsonNode submit(Path file, String processor, Map<String, Integer> options)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("processor", processor);
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      StringBuilder query = new StringBuilder("?processor=").append(processor);
      options.forEach((option, value) -> query.append("&" + option + "=" + value));
      return send(PATH + query, Files.readAllBytes(file), "text/csv");
    }
    body.set("items", items(file, name));
    body.set("options", JSON.valueToTree(options));
    return send(PATH, JSON.writeValueAsBytes(body), "application/json");
  }

  private JsonNode send(String path, byte[] body, String type)
      throws IOException, InterruptedException {
    return batch.post(path, body, type, UUID.randomUUID().toString());
  }

  private static ArrayNode items(Path file, String name) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    if (name.endsWith(".json") && JSON.readTree(text) instanceof ArrayNode items) {
      return items;
    }
    List<JsonNode> items = new ArrayList<>();
    for (String line : text.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
      items.add(name.endsWith(".jsonl") ? JSON.readTree(line) : JSON.valueToTree(line));
    }
    return JSON.createArrayNode().addAll(items);
  }

  /** Where a batch stands. */
  public JsonNode get(String id) throws IOException, InterruptedException {
    return batch.get(PATH + "/" + id);
  }

  /** Cancels a batch, or has its failed items tried again. */
  public JsonNode steer(String id, String action) throws IOException, InterruptedException {
    return batch.post(PATH + "/" + id + "/" + action, JSON.createObjectNode());
  }

  /** Writes a batch's items and results to a CSV file. */
  public void export(String id, Path file) throws IOException, InterruptedException {
    batch.download(PATH + "/" + id + "/export", "text/csv", file);
  }

  /** Follows a batch until its end; returns it as it ended. */
  public JsonNode watch(String id, Consumer<JsonNode> seen)
      throws IOException, InterruptedException {
    JsonNode state = get(id);
    seen.accept(state);
    while (!isOver(state)) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      state = get(id);
      seen.accept(state);
    }
    return state;
  }

  /** Says whether every item of a batch has ended. */
  public static boolean isOver(JsonNode state) {
    return OVER.contains(state.path("status").asText());
  }

  /** One line about a batch. */
  public static String describe(JsonNode state) {
    StringBuilder text =
        new StringBuilder()
            .append("%s: %s".formatted(state.path("batch_id").asText(), status(state)))
            .append(
                ", %,d of %,d items ended (%,d completed, %,d failed, %,d cancelled)"
                    .formatted(
                        state.path("completed").asInt()
                            + state.path("failed").asInt()
                            + state.path("cancelled").asInt(),
                        state.path("total").asInt(),
                        state.path("completed").asInt(),
                        state.path("failed").asInt(),
                        state.path("cancelled").asInt()));
    if (state.hasNonNull("eta_s")) {
      text.append(", about %,.0f s left".formatted(state.path("eta_s").asDouble()));
    }
    if (state.hasNonNull("error")) {
      text.append("%n  last error: %s".formatted(state.path("error").asText()));
    }
    return text.toString();
  }

  private static String status(JsonNode state) {
    String status = state.path("status").asText();
    return state.path("paused").asBoolean() ? status + " (paused)" : status;
  }
}
