package io.plimsoll.verification.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of environment variables that something of this checkout reads: members of
 * configuration interfaces, keys and references of properties files, names in the code of the infra
 * image and in Dockerfiles, and those that a library reads by itself.
 */
final class ReadSettings {
  /** Read by no code of ours: libgomp's way of waiting, and Quarkus' own port and password. */
  private static final List<String> LIBRARIES =
      List.of("OMP_WAIT_POLICY", "QUARKUS_HTTP_PORT", "QUARKUS_DATASOURCE_PASSWORD");

  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
  private static final Pattern MEMBER =
      Pattern.compile(
          "^  [A-Z][\\w<>\\[\\], ]* (\\w+)\\(\\);|^  (?:boolean|int|long|double) (\\w+)\\(\\);",
          Pattern.MULTILINE);
  private static final Pattern KEY = Pattern.compile("^([\\w.\\-]+)=", Pattern.MULTILINE);
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.\\-]+)");
  private static final Pattern VARIABLE = Pattern.compile("\\b([A-Z]+(?:_[A-Z]+)+)\\b");
  private static final Pattern PASSWORDS = Pattern.compile("PLIMSOLL_INFRA_%s_PASSWORD");

  private ReadSettings() {}

  static Set<String> of(Path root) throws IOException {
    Set<String> names = new TreeSet<>(LIBRARIES);
    for (String module :
        List.of(
            "common/platform",
            "training-service/training-app",
            "simulation-service/simulation-app",
            "batch-service/batch-app")) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          addOf(file, names);
        }
      }
    }
    Path infra = root.resolve("deploy/local/src/main/java/io/plimsoll/local/infra");
    String container = Files.readString(infra.resolve("ContainerMain.java"));
    find(VARIABLE, container, names);
    if (PASSWORDS.matcher(container).find()) {
      for (String service : List.of("TRAINING", "SIMULATION", "BATCH")) {
        names.add("PLIMSOLL_INFRA_%s_PASSWORD".formatted(service));
      }
    }
    find(VARIABLE, Files.readString(root.resolve("deploy/images/service/Dockerfile")), names);
    return names;
  }

  private static void addOf(Path file, Set<String> names) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".properties")) {
      String text = Files.readString(file);
      Set<String> keys = new TreeSet<>();
      find(KEY, text, keys);
      find(REFERENCE, text, keys);
      keys.forEach(key -> names.add(variable(key)));
    } else if (name.endsWith(".java")) {
      String text = Files.readString(file);
      Matcher mapping = MAPPING.matcher(text);
      if (mapping.find()) {
        Matcher member = MEMBER.matcher(text);
        while (member.find()) {
          String method = member.group(1) == null ? member.group(2) : member.group(1);
          names.add(variable(mapping.group(1) + "." + kebab(method)));
        }
      }
    }
  }

  private static void find(Pattern pattern, String text, Set<String> into) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      into.add(matcher.group(1));
    }
  }

  private static String kebab(String method) {
    return method.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
