package io.plimsoll.trainingkernel.worker;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a child process is started.
 *
 * @param java the JVM's executable
 * @param classPath where the worker, the kernels and the learner libraries are
 * @param mainClass the child's main class
 * @param options further options of the JVM
 */
public record WorkerCommand(Path java, String classPath, String mainClass, List<String> options) {
  /** One class out of each jar that a training needs. */
  private static final List<String> NEEDED =
      List.of(
          "io.plimsoll.trainingkernel.worker.WorkerMain",
          "io.plimsoll.learning.bundle.ModelBundle",
          "io.plimsoll.kernel.market.Bars",
          "ml.dmlc.xgboost4j.java.XGBoost",
          "com.esotericsoftware.kryo.KryoSerializable",
          "io.github.metarank.lightgbm4j.LGBMBooster",
          "org.apache.commons.logging.LogFactory",
          "org.slf4j.LoggerFactory");

  /** What those jars may need in turn, by who provides the logging here. */
  private static final List<String> WELCOME =
      List.of("org.jspecify.annotations.NullMarked", "org.jboss.logging.Logger");

  public WorkerCommand {
    options = List.copyOf(options);
  }

  /** Trainings with the JVM and the jars that this process runs on. */
  public static WorkerCommand ofThisProcess() {
    return ofClassPath(String.join(File.pathSeparator, loadedFrom()));
  }

  /** Trainings with the JVM that this process runs on and other jars. */
  public static WorkerCommand ofClassPath(String classPath) {
    return new WorkerCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        classPath,
        WorkerMain.class.getName(),
        List.of());
  }

  private static Set<String> loadedFrom() {
    Set<String> places = new LinkedHashSet<>();
    for (String name : NEEDED) {
      places.add(
          placeOf(name)
              .orElseThrow(() ->
                  new IllegalStateException(
                      "%s: not found (expected: in a jar or folder, for the workers need it)"
                          .formatted(name))));
    }
    WELCOME.forEach(name -> placeOf(name).ifPresent(places::add));
    return places;
  }

  /** The jar or folder that a class comes from. */
  private static Optional<String> placeOf(String name) {
    try {
      Class<?> found = Class.forName(name, false, WorkerCommand.class.getClassLoader());
      CodeSource source = found.getProtectionDomain().getCodeSource();
      return source == null || source.getLocation() == null
          ? Optional.empty()
          : Optional.of(place(source.getLocation().toString()));
    } catch (ClassNotFoundException _) {
      return Optional.empty();
    }
  }

  /** The path in {@code file:/a/b.jar} or {@code jar:file:/a/b.jar!/}. */
  static String place(String location) {
    String file = location.startsWith("jar:") ? location.substring("jar:".length()) : location;
    int inside = file.indexOf("!/");
    return Path.of(URI.create(inside < 0 ? file : file.substring(0, inside))).toString();
  }

  List<String> line(Path folder, int heapMebibytes) {
    List<String> line = new ArrayList<>();
    line.add(java.toString());
    line.add("-Xmx" + heapMebibytes + "m");
    line.add("-XX:+UseSerialGC");
    line.add("-XX:+ExitOnOutOfMemoryError");
    line.add("-XX:+DisplayVMOutputToStderr");
    line.add("-XX:-CreateCoredumpOnCrash");
    line.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("-Djava.io.tmpdir=" + folder);
    line.addAll(options);
    line.add("-cp");
    line.add(classPath);
    line.add(mainClass);
    return line;
  }
}
