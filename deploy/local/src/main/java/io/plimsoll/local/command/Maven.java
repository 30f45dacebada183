package io.plimsoll.local.command;

import io.plimsoll.local.process.OwnCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the checkout's own Maven, which speaks to the user itself. */
final class Maven {
  private Maven() {}

  /** Returns Maven's exit code. */
  static int run(List<String> arguments) throws IOException, InterruptedException {
    Path checkout = OwnCode.checkout();
    List<String> command = new ArrayList<>();
    command.add(checkout.resolve("mvnw").toString());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(checkout.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "maven-stop"));
    return process.waitFor();
  }
}
