package io.plimsoll.local.process;

import io.plimsoll.local.infra.Digests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A service as the build packaged it: a jar that names its main class and the jars it needs.
 *
 * @param service which one
 * @param runner the jar
 */
record PackagedService(Service service, Path runner) {

  /** Finds the packaged service, which must be there. */
  static PackagedService of(Service service, Path checkout) throws IOException {
    Path runner = service.packaged(checkout).resolve("quarkus-run.jar");
    if (!Files.exists(runner)) {
      throw new IOException(
          "%s: not there%nMaybe build first: ./mvnw -Dquick package".formatted(runner));
    }
    return new PackagedService(service, runner);
  }

  /** The launcher's code before the service's own. */
  String classPath() {
    return OwnCode.location() + File.pathSeparator + runner;
  }

  /** The arguments that run it under {@link ServiceMain}. */
  List<String> arguments() throws IOException {
    return List.of("-cp", classPath(), ServiceMain.class.getName(), attribute("Main-Class"));
  }

  /**
   * A digest that differs whenever the code may: of the content of what this checkout builds, of
   * the names and sizes of libraries, whose names tell their versions.
   */
  String digest() throws IOException {
    StringBuilder parts = new StringBuilder(OwnCode.location() + contentOf(OwnCode.location()));
    parts.append(runner).append(contentOf(runner));
    for (Path jar : jars()) {
      boolean ours = !jar.toString().contains("/lib/") || jar.toString().contains("io.plimsoll.");
      parts.append('\n').append(jar).append(ours ? contentOf(jar) : "=" + Files.size(jar));
    }
    return Digests.sha256(parts.toString());
  }

  private List<Path> jars() throws IOException {
    return Stream.of(attribute("Class-Path").split(" "))
        .filter(entry -> !entry.isEmpty())
        .map(runner::resolveSibling)
        .filter(Files::exists)
        .toList();
  }

  /** Nothing for a folder, of which no cache can be made. */
  private static String contentOf(Path jar) throws IOException {
    return Files.isRegularFile(jar) ? "#" + Digests.sha256(Files.readAllBytes(jar)) : "";
  }

  private String attribute(String name) throws IOException {
    try (JarFile jar = new JarFile(runner.toFile())) {
      return Optional.ofNullable(jar.getManifest())
          .map(Manifest::getMainAttributes)
          .map((Attributes attributes) -> attributes.getValue(name))
          .orElse("");
    }
  }
}
