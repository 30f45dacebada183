package io.plimsoll.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.Json;
import io.plimsoll.local.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Has models trained and waits for them. */
final class Trainings {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Set<String> OVER = Set.of("completed", "failed", "cancelled");

  private final ApiClient training;

  Trainings(ApiClient training) {
    this.training = training;
  }

  /** Trains all jobs side by side; returns the finished records in the jobs' order. */
  List<JsonNode> run(List<Job> jobs, Console console) throws Exception {
    List<String> ids = new ArrayList<>();
    for (Job job : jobs) {
      ids.add(start(job));
    }
    return console.progress("training", fraction -> await(ids, fraction));
  }

  private String start(Job job) throws IOException, InterruptedException {
    Map<String, Object> request = new HashMap<>(job.training());
    request.put("symbol", job.symbol());
    request.put("timeframe", job.timeframe());
    request.put("algorithm", job.algorithm());
    return training.post("/train", Json.object(request)).path("id").asText();
  }

  private List<JsonNode> await(List<String> ids, java.util.function.DoubleConsumer fraction)
      throws IOException, InterruptedException {
    Map<String, JsonNode> finished = new LinkedHashMap<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (finished.size() < ids.size()) {
      for (String id : ids) {
        JsonNode model = training.get("/models/" + id);
        if (OVER.contains(model.path("status").asText())) {
          finished.put(id, model);
        }
      }
      fraction.accept((double) finished.size() / ids.size());
      if (System.nanoTime() > end) {
        throw new IOException("models not trained within " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    List<JsonNode> models = ids.stream().map(finished::get).map(JsonNode.class::cast).toList();
    for (JsonNode model : models) {
      if (!model.path("status").asText().equals("completed")) {
        throw new IOException(
            "%s %s: %s"
                .formatted(
                    model.path("name").asText(),
                    model.path("status").asText(),
                    model.path("error").asText()));
      }
    }
    return models;
  }
}
