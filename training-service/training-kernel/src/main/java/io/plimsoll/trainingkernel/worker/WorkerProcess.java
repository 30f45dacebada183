package io.plimsoll.trainingkernel.worker;

import io.plimsoll.learning.json.JsonObject;
import io.plimsoll.trainingkernel.worker.Frames.MalformedFrameException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One child process, its pipes and its folder for temporary files. */
final class WorkerProcess {
  private static final int LINES_KEPT = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Process process;
  private final Path folder;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final Thread errors;

  private WorkerProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    Thread.ofVirtual().name("worker-pipe-" + process.pid()).start(this::readMessages);
    this.errors = Thread.ofVirtual().name("worker-errors-" + process.pid()).start(this::readErrors);
  }

  /** What comes out of a child. */
  sealed interface Message {
    /** A well-formed frame. */
    record Frame(JsonObject json) implements Message {}

    /** Bytes that are no frame; nothing after them can be trusted. */
    record Garbage(String what) implements Message {}

    /** The pipe is closed. */
    record End() implements Message {}
  }

  static WorkerProcess start(WorkerCommand command, Path folder, int heapMebibytes)
      throws IOException {
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(command.line(folder, heapMebibytes)).directory(folder.toFile()).start();
    return new WorkerProcess(process, folder);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void send(Map<String, ? extends @Nullable Object> message) throws IOException {
    Frames.write(process.getOutputStream(), message);
  }

  /** The next message, or nothing within the time. */
  @Nullable Message poll(Duration time) throws InterruptedException {
    return messages.poll(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Resident memory in bytes, 0 where the system does not tell. */
  long residentBytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D+", "")) << 10;
        }
      }
    } catch (IOException | NumberFormatException _) {
      return 0;
    }
    return 0;
  }

  /** Ends the child at once. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    removeFolder();
  }

  /** Closes the child's pipe, which ends it, and kills it if it does not end. */
  void stop() throws InterruptedException {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // The child is gone already.
    }
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
    removeFolder();
  }

  /** Why a child whose pipe is closed has ended. */
  Ending ending() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      return new Ending("the worker closed its pipe", true);
    }
    errors.join(PATIENCE);
    List<String> lines;
    synchronized (lastLines) {
      lines = List.copyOf(lastLines);
    }
    return Ending.of(process.exitValue(), lines);
  }

  /**
   * Why a child has ended.
   *
   * @param reason for the record
   * @param mayPass whether another attempt may succeed
   */
  record Ending(String reason, boolean mayPass) {
    private static final Pattern STACK_FRAME = Pattern.compile("\\s*(at |\\.\\.\\. \\d+ )|\\s*$");
    private static final int SIGNALLED = 128;
    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    private static final int SIGSEGV = 11;

    static Ending of(int exitCode, List<String> lines) {
      for (String line : lines) {
        int at = line.indexOf("OutOfMemoryError");
        if (at >= 0) {
          return new Ending(line.substring(at), false);
        }
      }
      return switch (exitCode - SIGNALLED) {
        case SIGKILL -> new Ending("the worker was killed (signal 9)", true);
        case SIGABRT -> new Ending("the worker was aborted by native code (signal 6)", true);
        case SIGSEGV -> new Ending("the worker crashed in native code (signal 11)", true);
        default -> new Ending("the worker ended with exit code " + exitCode + tail(lines), true);
      };
    }

    /** The last line that says something: of a stack trace, its deepest cause. */
    private static String tail(List<String> lines) {
      return lines.reversed().stream()
          .filter(line -> !STACK_FRAME.matcher(line).lookingAt())
          .findFirst()
          .map(line -> ": " + line.strip())
          .orElse("");
    }
  }

  private void readMessages() {
    try {
      while (true) {
        var json = Frames.read(process.getInputStream());
        if (json.isEmpty()) {
          messages.add(new Message.End());
          return;
        }
        messages.add(new Message.Frame(json.get()));
      }
    } catch (MalformedFrameException e) {
      messages.add(new Message.Garbage(String.valueOf(e.getMessage())));
    } catch (IOException _) {
      messages.add(new Message.End());
    }
  }

  private void readErrors() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lastLines) {
          lastLines.add(line);
          if (lastLines.size() > LINES_KEPT) {
            lastLines.removeFirst();
          }
        }
      }
    } catch (IOException | UncheckedIOException _) {
      // The child is gone; what it said last has been kept.
    }
  }

  private void removeFolder() {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException _) {
      // Left for the pool, which removes its folder, or the next one if this one dies.
    }
  }
}
