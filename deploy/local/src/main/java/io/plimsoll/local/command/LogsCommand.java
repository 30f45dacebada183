package io.plimsoll.local.command;

import io.plimsoll.local.ExitCode;
import io.plimsoll.local.home.PlimsollHome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the processes say. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = {"Prints the newest log lines of one process, or of all.", ""})
public final class LogsCommand implements Callable<Integer> {
  private static final List<String> PROCESSES =
      List.of("training", "simulation", "batch", "infra", "supervisor");

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "training, simulation, batch, infra or supervisor; all when absent.")
  private @Nullable String process;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on printing as lines come, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many lines of each (${DEFAULT-VALUE}).")
  private int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PlimsollHome home = PlimsollHome.of(System.getenv());
    List<String> shown = process == null ? PROCESSES : List.of(process);
    if (!PROCESSES.containsAll(shown)) {
      throw new IOException("%s: no such process (expected: %s)".formatted(process, PROCESSES));
    }
    Map<String, Long> positions = new HashMap<>();
    for (String name : shown) {
      positions.put(name, tail(home, name, shown.size() > 1));
    }
    while (follow) {
      for (String name : shown) {
        positions.computeIfPresent(name, (_, from) -> more(home, name, from, shown.size() > 1));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return ExitCode.OK;
  }

  private long tail(PlimsollHome home, String name, boolean named) throws IOException {
    Path file = home.log(name);
    if (!Files.exists(file)) {
      return 0;
    }
    List<String> all = Files.readAllLines(file);
    all.subList(Math.max(0, all.size() - lines), all.size())
        .forEach(line -> print(name, line, named));
    return Files.size(file);
  }

  private static long more(PlimsollHome home, String name, long from, boolean named) {
    try (RandomAccessFile file = new RandomAccessFile(home.log(name).toFile(), "r")) {
      long start = file.length() < from ? 0 : from;
      byte[] bytes = new byte[Math.toIntExact(Math.min(1 << 20, file.length() - start))];
      file.seek(start);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      int end = text.lastIndexOf('\n') + 1;
      text.substring(0, end).lines().forEach(line -> print(name, line, named));
      return start + text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    } catch (IOException e) {
      return from;
    }
  }

  private static void print(String name, String line, boolean named) {
    System.out.println(named ? name + " | " + line : line);
  }
}
