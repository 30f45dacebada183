package io.plimsoll.local.process;

import io.plimsoll.local.home.PlimsollHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options for the JVMs of a small installation: little memory, quick start. */
final class JavaOptions {
  private JavaOptions() {}

  static List<String> ofService(Service service, PlimsollHome home) {
    List<String> options = new ArrayList<>();
    options.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dplimsoll.process=" + service.text(),
            "-Duser.timezone=UTC"));
    Path dumps = home.logs().resolve(service.text() + "-%p.hs_err");
    options.add("-XX:ErrorFile=" + dumps);
    String more = System.getenv("PLIMSOLL_JAVA_OPTIONS");
    if (more != null && !more.isBlank()) {
      options.addAll(List.of(more.strip().split("\\s+")));
    }
    return options;
  }
}
