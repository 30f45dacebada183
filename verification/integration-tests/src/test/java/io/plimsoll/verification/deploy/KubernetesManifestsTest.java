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
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.queue.WorkStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
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
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("keda.sh/v1alpha1/ScaledObject", Keda.ScaledObject.class),
          Map.entry("keda.sh/v1alpha1/TriggerAuthentication", Keda.TriggerAuthentication.class));

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
        .allSatisfy(resource -> assertThat(TYPES).containsKey(kind(resource)));
    for (JsonNode resource : resources) {
      assertThat(strict.treeToValue(resource, TYPES.get(kind(resource)))).isNotNull();
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

  @Test
  void scalesEachServiceByItsProcessorItsQueueAndItsCommands() throws Exception {
    List<JsonNode> resources = build("scaled");
    List<Keda.ScaledObject> scaled = all(resources, "ScaledObject", Keda.ScaledObject.class);
    Map<String, Keda.TriggerAuthentication> logins =
        all(resources, "TriggerAuthentication", Keda.TriggerAuthentication.class).stream()
            .collect(Collectors.toMap(login -> login.metadata().name(), Function.identity()));

    assertThat(scaled)
        .extracting(object -> object.spec().scaleTargetRef().name())
        .containsExactlyInAnyOrder("training-service", "simulation-service", "batch-service");
    for (Keda.ScaledObject object : scaled) {
      String service = object.spec().scaleTargetRef().name().replace("-service", "");
      Map<String, Keda.Trigger> triggers =
          object.spec().triggers().stream()
              .collect(Collectors.toMap(Keda.Trigger::type, Function.identity()));
      assertThat(object.spec().minReplicaCount()).isEqualTo(2);
      assertThat(object.spec().maxReplicaCount()).isEqualTo(8);
      assertThat(triggers).containsOnlyKeys("cpu", "postgresql", "kafka");
      assertThat(Objects.requireNonNull(triggers.get("cpu")).metricType()).isEqualTo("Utilization");
      assertThat(Objects.requireNonNull(triggers.get("cpu")).metadata())
          .isEqualTo(Map.of("value", "70"));
      requireQueue(service, Objects.requireNonNull(triggers.get("postgresql")), logins);
      assertThat(Objects.requireNonNull(triggers.get("kafka")).metadata())
          .isEqualTo(
              Map.of(
                  "bootstrapServers", "kafka.plimsoll.svc:9092",
                  "consumerGroup", "%1$s.%1$s-commands".formatted(service),
                  "topic", service + ".commands.v1",
                  "lagThreshold", "50",
                  "offsetResetPolicy", "earliest"));
      assertThat(Topics.all()).extracting(Topic::name).contains(service + ".commands.v1");
      assertThat(channels(service))
          .contains("mp.messaging.incoming." + service + "-commands.group.id");
    }
  }

  private static void requireQueue(
      String service, Keda.Trigger queue, Map<String, Keda.TriggerAuthentication> logins) {
    assertThat(queue.metadata())
        .isEqualTo(
            Map.of(
                "query",
                "SELECT count(*) FROM %s.work_item WHERE status = '%s' AND run_at <= now()"
                    .formatted(service, WorkStatus.READY.text()),
                "targetQueryValue",
                "100"));
    Keda.TriggerAuthentication login =
        logins.get(Objects.requireNonNull(queue.authenticationRef()).name());
    assertThat(Objects.requireNonNull(login).spec().secretTargetRef())
        .containsExactly(
            new Keda.SecretTarget("connection", "plimsoll-database", service + "-connection"));
  }

  private static String channels(String service) throws IOException {
    return Files.readString(
        ROOT.resolve(
            "%1$s-service/%1$s-app/src/main/resources/application.properties".formatted(service)));
  }

  @Test
  void letsTheServicesReachServersElsewhereWhereThoseAreYours() throws Exception {
    NetworkPolicy local = all(build("local"), "NetworkPolicy", NetworkPolicy.class).getFirst();
    NetworkPolicy scaled = all(build("scaled"), "NetworkPolicy", NetworkPolicy.class).getFirst();

    assertThat(openPorts(local)).isEmpty();
    assertThat(openPorts(scaled)).containsExactly(5432, 9092);
    assertThat(scaled.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(scaled.getSpec().getIngress())
        .singleElement()
        .satisfies(rule ->
            assertThat(rule.getPorts())
                .extracting(port -> port.getPort().getIntVal())
                .containsExactly(8081, 8082, 8083));
  }

  /** Ports that are open to any address. */
  private static List<Integer> openPorts(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream()
        .filter(rule -> rule.getTo() == null || rule.getTo().isEmpty())
        .flatMap(rule -> rule.getPorts().stream())
        .map(port -> port.getPort().getIntVal())
        .toList();
  }

  @Test
  void keepsOnePodOfEachServiceThroughADrain() throws Exception {
    List<PodDisruptionBudget> budgets =
        all(build("scaled"), "PodDisruptionBudget", PodDisruptionBudget.class);

    assertThat(budgets)
        .extracting(budget -> budget.getSpec().getSelector().getMatchLabels())
        .containsExactlyInAnyOrder(
            Map.of("app.kubernetes.io/name", "training-service"),
            Map.of("app.kubernetes.io/name", "simulation-service"),
            Map.of("app.kubernetes.io/name", "batch-service"));
    assertThat(budgets)
        .allSatisfy(
            budget -> assertThat(budget.getSpec().getMinAvailable().getIntVal()).isEqualTo(1));
  }

  @Test
  void migratesEachServiceAndMakesTheTopicsByJobs() throws Exception {
    Map<String, Container> jobs =
        all(build("scaled"), "Job", Job.class).stream()
            .collect(
                Collectors.toMap(
                    job -> job.getMetadata().getName(),
                    job -> job.getSpec().getTemplate().getSpec().getContainers().getFirst()));

    assertThat(jobs)
        .containsOnlyKeys(
            "plimsoll-topics", "training-migration", "simulation-migration", "batch-migration");
    assertThat(Objects.requireNonNull(jobs.get("plimsoll-topics")).getArgs())
        .containsExactly("topics");
    for (String service : List.of("training", "simulation", "batch")) {
      Container job = Objects.requireNonNull(jobs.get(service + "-migration"));
      assertThat(job.getImage()).isEqualTo("plimsoll/%s-service:latest".formatted(service));
      assertThat(job.getEnv())
          .anySatisfy(env -> {
            assertThat(env.getName()).isEqualTo("PLIMSOLL_MIGRATION_ONLY");
            assertThat(env.getValue()).isEqualTo("true");
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "scaled"})
  void setsNothingThatNobodyReads(String overlay) throws Exception {
    List<JsonNode> resources = build(overlay);
    Set<String> set = new TreeSet<>();
    all(resources, "ConfigMap", ConfigMap.class).forEach(map -> set.addAll(map.getData().keySet()));
    pods(resources).stream()
        .flatMap(pod -> pod.getContainers().stream())
        .flatMap(container -> container.getEnv().stream())
        .forEach(env -> set.add(env.getName()));

    assertThat(set).contains("PLIMSOLL_MIGRATION_ONLY", "QUARKUS_DATASOURCE_PASSWORD");
    assertThat(ReadSettings.of(ROOT)).containsAll(set);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "scaled"})
  void namesOnlySecretsThatTheManualNames(String overlay) throws Exception {
    String manual = Files.readString(ROOT.resolve("docs/running.md"));
    Set<String> named = new TreeSet<>();
    for (JsonNode resource : build(overlay)) {
      resource.findValues("secretKeyRef").forEach(ref -> named.add(text(ref, "name", "key")));
      resource
          .findValues("secretTargetRef")
          .forEach(refs -> refs.forEach(ref -> named.add(text(ref, "name", "key"))));
      resource.findValues("secretName").forEach(name -> named.add(name.asText()));
    }

    assertThat(named).contains("plimsoll-database training-password", "plimsoll-keys");
    assertThat(named)
        .allSatisfy(
            one -> assertThat(manual).contains("`" + one.substring(one.indexOf(' ') + 1) + "`"));
  }

  private static String text(JsonNode node, String first, String second) {
    return node.path(first).asText() + " " + node.path(second).asText();
  }

  private <T> List<T> all(List<JsonNode> resources, String kind, Class<T> type) {
    return resources.stream()
        .filter(resource -> resource.path("kind").asText().equals(kind))
        .map(resource -> read(resource, type))
        .toList();
  }

  private List<PodSpec> pods(List<JsonNode> resources) {
    List<PodSpec> pods = new ArrayList<>();
    for (JsonNode resource : resources) {
      JsonNode template = resource.path("spec").path("template");
      if (template.has("spec")) {
        pods.add(read(template.get("spec"), PodSpec.class));
      }
    }
    assertThat(pods).hasSizeBetween(7, 8);
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
