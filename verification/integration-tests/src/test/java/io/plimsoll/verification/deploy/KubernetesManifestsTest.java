package io.plimsoll.verification.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Builds the overlays with {@code kubectl kustomize} and reads every resource into the API's own
 * types, in which an unknown member or a wrong type is a failure.
 */
class KubernetesManifestsTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Namespace", Namespace.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("apps/v1/StatefulSet", StatefulSet.class),
          Map.entry("batch/v1/Job", Job.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class));

  /** KEDA's own kinds have no types here; their files are short and are read by people. */
  private static final String KEDA = "keda.sh/v1alpha1/";

  private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
  private final ObjectMapper strict =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .build();

  @ParameterizedTest
  @ValueSource(strings = {"local", "scaled"})
  void readsEveryResourceOfAnOverlayIntoTheApisOwnTypes(String overlay) throws Exception {
    List<JsonNode> resources = build(overlay);

    assertThat(resources)
        .isNotEmpty()
        .allSatisfy(resource ->
            assertThat(kind(resource))
                .satisfiesAnyOf(
                    kind -> assertThat(TYPES).containsKey(kind),
                    kind -> assertThat(kind).startsWith(KEDA)));
    for (JsonNode resource : resources) {
      Class<?> type = TYPES.get(kind(resource));
      if (type != null) {
        assertThat(strict.treeToValue(resource, type)).isNotNull();
      }
    }
  }

  @Test
  void refusesAMemberThatTheApiDoesNotHave() throws Exception {
    JsonNode wrong =
        yaml.readTree("{apiVersion: v1, kind: Service, spec: {ports: [{port: 1, prot: 2}]}}");

    assertThatThrownBy(() -> strict.treeToValue(wrong, Service.class)).hasMessageContaining("prot");
  }

  @Test
  void runsEveryPodUnprivilegedOnAReadOnlyRootWithBoundedMemory() throws Exception {
    for (PodSpec pod : pods(build("local"))) {
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      for (Container container : pod.getContainers()) {
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).contains("ALL");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKey("memory");
      }
    }
  }

  @Test
  void givesEachServiceItsThreeProbesAndAMinuteToEnd() throws Exception {
    List<Deployment> services =
        build("scaled").stream()
            .filter(resource -> kind(resource).equals("apps/v1/Deployment"))
            .map(resource -> read(resource, Deployment.class))
            .toList();

    assertThat(services)
        .extracting(service -> service.getMetadata().getName())
        .containsExactlyInAnyOrder("training-service", "simulation-service", "batch-service");
    for (Deployment service : services) {
      PodSpec pod = service.getSpec().getTemplate().getSpec();
      Container container = pod.getContainers().getFirst();
      assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(60);
      assertThat(
              Stream.of(
                      container.getStartupProbe(),
                      container.getReadinessProbe(),
                      container.getLivenessProbe())
                  .map(Probe::getHttpGet)
                  .map(get -> get.getPath()))
          .containsExactly("/q/health/started", "/q/health/ready", "/q/health/live");
    }
  }

  @Test
  void leavesScalingToOneAutoscalerOnly() throws Exception {
    List<String> kinds = build("scaled").stream().map(KubernetesManifestsTest::kind).toList();

    assertThat(kinds).filteredOn("keda.sh/v1alpha1/ScaledObject"::equals).hasSize(3);
    assertThat(kinds).doesNotContain("autoscaling/v2/HorizontalPodAutoscaler");
  }

  private List<PodSpec> pods(List<JsonNode> resources) {
    List<PodSpec> pods = new ArrayList<>();
    for (JsonNode resource : resources) {
      JsonNode template = resource.path("spec").path("template");
      if (template.has("spec")) {
        pods.add(read(template.get("spec"), PodSpec.class));
      }
    }
    assertThat(pods).hasSize(8);
    return pods;
  }

  private <T> T read(JsonNode node, Class<T> type) {
    return strict.convertValue(node, type);
  }

  private List<JsonNode> build(String overlay) throws IOException, InterruptedException {
    assumeTrue(hasKubectl(), "SKIPPED: kubectl is not on the PATH, so no overlay can be built");
    Path out = Files.createTempFile("kustomize", ".yaml");
    Process process =
        new ProcessBuilder(
                "kubectl",
                "kustomize",
                ROOT.resolve("deploy/kubernetes/overlays").resolve(overlay).toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    try (MappingIterator<JsonNode> documents =
        yaml.readerFor(JsonNode.class).readValues(Files.readString(out, StandardCharsets.UTF_8))) {
      return documents.readAll();
    } finally {
      Files.delete(out);
    }
  }

  private static boolean hasKubectl() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  private static String kind(JsonNode resource) {
    return resource.path("apiVersion").asText() + "/" + resource.path("kind").asText();
  }
}
