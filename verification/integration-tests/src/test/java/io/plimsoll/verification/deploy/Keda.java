package io.plimsoll.verification.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of KEDA 2's kinds that our manifests may use, after its custom resource definitions
 * (config/crd/bases of kedacore/keda): which are required, and that a trigger's metadata are texts.
 */
final class Keda {
  private Keda() {}

  record Metadata(
      @JsonProperty(required = true) String name,
      @Nullable String namespace,
      @Nullable Map<String, String> labels) {}

  record ScaledObject(
      String apiVersion,
      String kind,
      @JsonProperty(required = true) Metadata metadata,
      @JsonProperty(required = true) ScaledObjectSpec spec) {}

  record ScaledObjectSpec(
      @JsonProperty(required = true) ScaleTarget scaleTargetRef,
      @JsonProperty(required = true) List<Trigger> triggers,
      @Nullable Integer minReplicaCount,
      @Nullable Integer maxReplicaCount,
      @Nullable Integer pollingInterval,
      @Nullable Integer cooldownPeriod) {}

  record ScaleTarget(
      @JsonProperty(required = true) String name,
      @Nullable String kind,
      @Nullable String apiVersion) {}

  record Trigger(
      @JsonProperty(required = true) String type,
      @JsonProperty(required = true) Map<String, String> metadata,
      @Nullable String name,
      @Nullable String metricType,
      @Nullable AuthenticationRef authenticationRef) {}

  record AuthenticationRef(@JsonProperty(required = true) String name, @Nullable String kind) {}

  record TriggerAuthentication(
      String apiVersion,
      String kind,
      @JsonProperty(required = true) Metadata metadata,
      @JsonProperty(required = true) TriggerAuthenticationSpec spec) {}

  record TriggerAuthenticationSpec(
      @JsonProperty(required = true) List<SecretTarget> secretTargetRef) {}

  record SecretTarget(
      @JsonProperty(required = true) String parameter,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String key) {}
}
