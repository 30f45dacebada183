package io.plimsoll.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogRingTest {
  private static final Formatter MESSAGE_ONLY =
      new Formatter() {
        @Override
        public String format(LogRecord event) {
          return event.getMessage() + "\n";
        }
      };

  @Test
  void keepsTheNewestLinesWithTheNewestLast() {
    LogRing ring = new LogRing(3, MESSAGE_ONLY);

    IntStream.rangeClosed(1, 5).forEach(i -> ring.publish(new LogRecord(Level.INFO, "line " + i)));

    assertThat(ring.newest(10)).containsExactly("line 3", "line 4", "line 5");
    assertThat(ring.newest(2)).containsExactly("line 4", "line 5");
  }
}
