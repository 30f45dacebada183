package io.plimsoll.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every message that was ever published stays readable. The samples of a contract are {@code
 * golden/<owner>/<Name>.v<n>.json}, and beside it {@code <Name>.v<n>-<what>.json} for one from
 * before a member was added; no sample is ever changed or deleted.
 */
class GoldenSamplesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TestFactory
  Stream<DynamicTest> readsEachSampleAndWritesItAgain() {
    return samples()
        .map(path ->
            DynamicTest.dynamicTest(
                GOLDEN.relativize(path).toString(), () -> assertRoundTrip(path)));
  }

  @TestFactory
  Stream<DynamicTest> hasASampleWithEveryMemberOfEachContract() {
    return Catalogue.bodies().stream()
        .map(body ->
            DynamicTest.dynamicTest(
                body.getSimpleName(), () -> assertThat(shown(body)).isEqualTo(members(body))));
  }

  @Test
  void listsEveryContract() throws IOException, ClassNotFoundException {
    Set<Class<?>> listed = Set.copyOf(Catalogue.bodies());
    Set<Class<?>> parts =
        listed.stream()
            .flatMap(body -> Stream.of(body.getRecordComponents()))
            .flatMap(part -> Schemas.typesIn(part.getGenericType()).stream())
            .collect(Collectors.toSet());
    Set<String> unlisted = new TreeSet<>();
    for (Class<?> found : contracts()) {
      if (found.isRecord() && !listed.contains(found) && !parts.contains(found)) {
        unlisted.add(found.getSimpleName());
      }
    }

    assertThat(unlisted).containsExactly("MarketBars");
  }

  private static void assertRoundTrip(Path path) throws IOException {
    JsonNode sample = ContractJson.mapper().readTree(path.toFile());

    Object read = ContractJson.strictMapper().treeToValue(sample, bodyOf(path));

    JsonNode written =
        ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsBytes(read));
    assertContains(written, sample, "");
  }

  /** A newer record may write more than an old sample has, but never other values. */
  private static void assertContains(JsonNode written, JsonNode sample, String at) {
    if (!sample.isObject()) {
      assertThat(written).as(at).isEqualTo(sample);
      return;
    }
    for (var member : sample.properties()) {
      assertThat(written.has(member.getKey())).as(at + "." + member.getKey()).isTrue();
      assertContains(written.get(member.getKey()), member.getValue(), at + "." + member.getKey());
    }
  }

  private static Set<String> shown(Class<?> body) {
    String name = EventType.of(body).name() + ".v";
    return samples()
        .filter(path -> bodyOf(path).equals(body))
        .filter(path -> fileName(path).startsWith(name))
        .flatMap(path -> names(path).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> members(Class<?> body) {
    JavaType type = ContractJson.mapper().constructType(body);
    return ContractJson.mapper().getSerializationConfig().introspect(type).findProperties().stream()
        .map(BeanPropertyDefinition::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Path path) {
    try {
      Set<String> names = new TreeSet<>();
      ContractJson.mapper().readTree(path.toFile()).fieldNames().forEachRemaining(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> samples() {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files
          .filter(path -> path.toString().endsWith(".json"))
          .sorted(Comparator.naturalOrder())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> bodyOf(Path path) {
    String owner = path.getName(path.getNameCount() - 2).toString();
    String name = fileName(path).substring(0, fileName(path).indexOf('.'));
    try {
      return Class.forName("io.plimsoll.contracts." + owner + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(path + " is the sample of no contract", e);
    }
  }

  private static String fileName(Path path) {
    return path.getName(path.getNameCount() - 1).toString();
  }

  private static List<Class<?>> contracts() throws IOException, ClassNotFoundException {
    Path root = Path.of("target/classes");
    try (Stream<Path> files = Files.walk(root.resolve("io/plimsoll/contracts"))) {
      List<Path> found =
          files
              .filter(path -> path.toString().endsWith(".class"))
              .filter(path -> root.relativize(path).getNameCount() == 5)
              .filter(path -> !path.toString().contains("$"))
              .filter(path -> !path.toString().contains("package-info"))
              .toList();
      List<Class<?>> classes = new java.util.ArrayList<>();
      for (Path path : found) {
        String name = root.relativize(path).toString().replace('/', '.');
        classes.add(Class.forName(name.substring(0, name.length() - ".class".length())));
      }
      return classes;
    }
  }
}
