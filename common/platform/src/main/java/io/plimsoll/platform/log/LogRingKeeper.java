package io.plimsoll.platform.log;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Hangs the ring below the root logger before anything else starts. */
@ApplicationScoped
class LogRingKeeper {
  private static final Logger ROOT = Logger.getLogger("");

  @Produces
  @Singleton
  LogRing ring(
      LogSettings settings, @ConfigProperty(name = "quarkus.log.console.format") String format) {
    return new LogRing(settings.lines(), new PatternFormatter(format));
  }

  void start(@Observes @Priority(1) StartupEvent event, LogRing ring) {
    ROOT.addHandler(ring);
  }

  void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event, LogRing ring) {
    ROOT.removeHandler(ring);
  }
}
