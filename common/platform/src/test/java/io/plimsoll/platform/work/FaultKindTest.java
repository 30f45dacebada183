package io.plimsoll.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.Unavailable;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FaultKindTest {

  /** A service that stops closes its pool under its consumers; their messages are not at fault. */
  @Test
  void aPoolThatIsClosedIsAnOutage() {
    assertThat(FaultKind.of(new NoStackTraceThrowable("Pool closed"))).isEqualTo(FaultKind.OUTAGE);
    assertThat(FaultKind.of(new IllegalStateException(new VertxException("Pool closed"))))
        .isEqualTo(FaultKind.OUTAGE);
  }

  @Test
  void tellsOutageRefusalAndDefectApart() {
    assertThat(FaultKind.of(new IOException("gone"))).isEqualTo(FaultKind.OUTAGE);
    assertThat(FaultKind.of(new Unavailable("later"))).isEqualTo(FaultKind.OUTAGE);
    assertThat(FaultKind.of(new Rejected("no"))).isEqualTo(FaultKind.REFUSAL);
    assertThat(FaultKind.of(new IllegalStateException("bug"))).isEqualTo(FaultKind.DEFECT);
  }
}
