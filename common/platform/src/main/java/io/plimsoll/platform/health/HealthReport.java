package io.plimsoll.platform.health;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer of {@code GET /health}.
 *
 * @param status {@code healthy} or {@code degraded}
 * @param service the service's name
 * @param instance which of its replicas answered
 * @param timestamp when
 * @param checks what it needs, each up or down and why
 * @param fields what the service says further
 */
@JsonPropertyOrder({"status", "service", "instance", "timestamp", "checks"})
record HealthReport(
    String status,
    String service,
    String instance,
    Instant timestamp,
    Map<String, Check> checks,
    @JsonAnyGetter Map<String, Object> fields) {

  HealthReport {
    checks = new TreeMap<>(checks);
    fields = new TreeMap<>(fields);
  }

  @JsonIgnore
  boolean isHealthy() {
    return status.equals("healthy");
  }
}
