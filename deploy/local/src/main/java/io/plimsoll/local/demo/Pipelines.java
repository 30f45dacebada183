package io.plimsoll.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.batch.StartPipeline;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Starts pipelines, by one Kafka message or over HTTP, and follows their runs. */
final class Pipelines {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Set<String> OVER = Set.of("completed", "failed", "cancelled", "stopped");

  private final String bootstrap;
  private final ApiClient batch;

  Pipelines(String bootstrap, ApiClient batch) {
    this.bootstrap = bootstrap;
    this.batch = batch;
  }

  /** Starts a run over HTTP; returns it when it has ended. */
  JsonNode post(String pipeline, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    JsonNode run =
        batch.post(
            "/api/v1/pipelines/%s/runs".formatted(pipeline),
            Json.object(Map.of("parameters", parameters)));
    return await(run.path("id").asText());
  }

  /** Starts a run by one Kafka message; returns it when it has ended. */
  JsonNode trigger(StartPipeline command) throws IOException, InterruptedException {
    Instant asked = Instant.now().minus(1, ChronoUnit.SECONDS);
    send(command);
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<String> id = newest(command.pipeline(), asked);
    while (id.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IOException("no run of %s within %s".formatted(command.pipeline(), PATIENCE));
      }
      TimeUnit.MILLISECONDS.sleep(100);
      id = newest(command.pipeline(), asked);
    }
    return await(id.get());
  }

  private JsonNode await(String id) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode run = batch.get("/api/v1/pipelines/runs/" + id);
    while (!OVER.contains(run.path("status").asText())) {
      if (System.nanoTime() > end) {
        throw new IOException("run %s not ended within %s".formatted(id, PATIENCE));
      }
      TimeUnit.MILLISECONDS.sleep(100);
      run = batch.get("/api/v1/pipelines/runs/" + id);
    }
    if (!run.path("status").asText().equals("completed")) {
      throw new IOException(
          "run %s %s: %s".formatted(id, run.path("status").asText(), run.path("reason").asText()));
    }
    return run;
  }

  private Optional<String> newest(String pipeline, Instant since)
      throws IOException, InterruptedException {
    JsonNode runs = batch.get("/api/v1/pipelines/%s/runs?limit=5".formatted(pipeline));
    for (JsonNode run : runs.path("items")) {
      if (!Instant.parse(run.path("started_at").asText()).isBefore(since)) {
        return Optional.of(run.path("id").asText());
      }
    }
    return Optional.empty();
  }

  private void send(StartPipeline command) throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(Topics.BATCH_COMMANDS.name(), id, body(command));
    Map<String, String> headers =
        Map.of(
            Header.SPEC_VERSION,
            "1.0",
            Header.ID,
            id,
            Header.SOURCE,
            "urn:plimsoll:launcher",
            Header.TYPE,
            EventType.of(StartPipeline.class).text(),
            Header.TIME,
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            Header.SUBJECT,
            id,
            Header.CONTENT_TYPE,
            "application/json",
            Header.ACTOR,
            "operator");
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(message).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the trigger was not taken by Kafka: " + e.getMessage(), e);
    }
  }

  private static byte[] body(StartPipeline command) throws JsonProcessingException {
    return ContractJson.mapper().writeValueAsBytes(command);
  }
}
