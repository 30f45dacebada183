package io.plimsoll.trainingkernel.worker;

import io.plimsoll.learning.json.JsonObject;
import io.plimsoll.trainingkernel.worker.WorkerMain.ProgressSender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A child that does what the task's id says; ids that say nothing are trained as usual. */
final class MisbehavingWorker {
  private static final int MEBIBYTE = 1 << 20;

  private MisbehavingWorker() {}

  public static void main(String[] arguments) throws InterruptedException {
    TrainingTaskHandler training = new TrainingTaskHandler();
    WorkerMain.serve((task, progress) -> handle(training, task, progress));
  }

  private static Map<String, Object> handle(
      TrainingTaskHandler training, JsonObject task, ProgressSender progress) throws IOException {
    return switch (task.text("task").split("-")[0]) {
      case "exit" -> {
        System.err.println("leaving early");
        System.err.println("\tat some.Caller.call(Caller.java:1)");
        System.err.println("\t... 3 more");
        Runtime.getRuntime().halt(3);
        throw new AssertionError();
      }
      case "heap" -> fillHeap();
      case "native" -> fillNativeMemory();
      case "loop" -> loop();
      case "garbage" -> {
        new FileOutputStream(FileDescriptor.out)
            .write("Segmentation fault, or so\n".getBytes(StandardCharsets.UTF_8));
        yield loop();
      }
      case "liar" -> Map.of("sha256", "0".repeat(64));
      case "abort" -> {
        new ProcessBuilder("kill", "-ABRT", Long.toString(ProcessHandle.current().pid())).start();
        yield loop();
      }
      default -> training.handle(task, progress);
    };
  }

  private static Map<String, Object> fillHeap() {
    List<byte[]> hoard = new ArrayList<>();
    while (hoard.size() < Integer.MAX_VALUE) {
      hoard.add(new byte[MEBIBYTE]);
    }
    return Map.of("sha256", "%d".formatted(hoard.size()));
  }

  private static Map<String, Object> fillNativeMemory() {
    List<ByteBuffer> hoard = new ArrayList<>();
    while (hoard.size() < Integer.MAX_VALUE) {
      ByteBuffer memory = ByteBuffer.allocateDirect(16 * MEBIBYTE);
      while (memory.hasRemaining()) {
        memory.putLong(1);
      }
      hoard.add(memory);
    }
    return Map.of("sha256", "%d".formatted(hoard.size()));
  }

  private static Map<String, Object> loop() {
    while (true) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
