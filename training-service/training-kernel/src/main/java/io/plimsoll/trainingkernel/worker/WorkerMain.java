package io.plimsoll.trainingkernel.worker;

import io.plimsoll.learning.algorithm.TrainingException;
import io.plimsoll.learning.json.JsonObject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a child process: takes one task after the other from standard input and answers
 * on standard output, in {@link Frames}. Ends when its standard input closes, whatever it is doing,
 * so that no child outlives its parent.
 */
public final class WorkerMain {
  private static final Path OOM_SCORE = Path.of("/proc/self/oom_score_adj");

  private final TaskHandler handler;
  private final OutputStream out;
  private final BlockingQueue<JsonObject> tasks = new LinkedBlockingQueue<>();

  private WorkerMain(TaskHandler handler, OutputStream out) {
    this.handler = handler;
    this.out = out;
  }

  /** Does a task and gives what the parent is told about it. */
  interface TaskHandler {
    /**
     * Does one task.
     *
     * @throws TrainingException if it cannot be done, now or later
     * @throws IOException if another attempt may succeed
     */
    Map<String, Object> handle(JsonObject task, ProgressSender progress) throws IOException;
  }

  /** Tells the parent how far a task is. */
  interface ProgressSender {
    /** Sends it. */
    void send(Map<String, @Nullable Object> progress);
  }

  /** Serves trainings until standard input closes. */
  public static void main(String[] arguments) throws InterruptedException {
    serve(new TrainingTaskHandler());
  }

  /** Serves tasks until standard input closes. */
  static void serve(TaskHandler handler) throws InterruptedException {
    OutputStream pipe = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    offerAsVictim();
    WorkerMain worker = new WorkerMain(handler, pipe);
    Thread reader = new Thread(() -> worker.readTasks(System.in), "pipe");
    reader.setDaemon(true);
    reader.start();
    worker.send(Map.of("type", "ready", "pid", ProcessHandle.current().pid()));
    while (true) {
      worker.run(worker.tasks.take());
    }
  }

  /** Asks the kernel to end this process before any other when memory runs out. */
  private static void offerAsVictim() {
    try {
      Files.writeString(OOM_SCORE, "1000");
    } catch (IOException _) {
      // Not Linux, or not allowed: the parent's own limit still holds.
    }
  }

  private void readTasks(InputStream in) {
    try {
      while (true) {
        tasks.add(Frames.read(in).orElseThrow(() -> new IOException("the pipe is closed")));
      }
    } catch (IOException _) {
      Runtime.getRuntime().halt(0);
    }
  }

  private void run(JsonObject task) {
    String id = task.text("task");
    try {
      Map<String, Object> result =
          handler.handle(
              task,
              progress -> {
                Map<String, @Nullable Object> message = new LinkedHashMap<>(progress);
                message.put("type", "progress");
                message.put("task", id);
                send(message);
              });
      Map<String, Object> message = new LinkedHashMap<>(result);
      message.put("type", "done");
      message.put("task", id);
      send(message);
    } catch (TrainingException e) {
      fail(id, String.valueOf(e.getMessage()), false);
    } catch (IOException e) {
      fail(id, "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()), true);
    } catch (RuntimeException e) {
      e.printStackTrace(System.err);
      fail(id, "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()), false);
    }
  }

  private void fail(String id, String reason, boolean mayPass) {
    send(Map.of("type", "failed", "task", id, "reason", reason, "may_pass", mayPass));
  }

  private void send(Map<String, ? extends @Nullable Object> message) {
    try {
      Frames.write(out, message);
    } catch (IOException _) {
      Runtime.getRuntime().halt(0);
    }
  }
}
