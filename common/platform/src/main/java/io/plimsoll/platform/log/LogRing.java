package io.plimsoll.platform.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Keeps the newest lines of the log in memory. */
final class LogRing extends Handler {
  private final int capacity;
  private final Deque<String> lines;

  LogRing(int capacity, Formatter formatter) {
    this.capacity = capacity;
    this.lines = new ArrayDeque<>(capacity);
    setFormatter(formatter);
  }

  @Override
  public void publish(LogRecord event) {
    if (!isLoggable(event)) {
      return;
    }
    String line = getFormatter().format(event).stripTrailing();
    synchronized (lines) {
      if (lines.size() == capacity) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }

  /** The newest lines, oldest of them first. */
  List<String> newest(int limit) {
    synchronized (lines) {
      return lines.stream().skip(Math.max(0, lines.size() - limit)).toList();
    }
  }

  int capacity() {
    return capacity;
  }

  @Override
  public void flush() {
    // nothing is held back
  }

  @Override
  public void close() {
    // the lines may still be asked for
  }
}
