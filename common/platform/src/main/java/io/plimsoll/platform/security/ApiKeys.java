package io.plimsoll.platform.security;

import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The API keys that this service knows: a file of hashes, read again when it changes. A change that
 * cannot be read leaves the last good keys in force.
 */
@Startup
@ApplicationScoped
public class ApiKeys {
  private static final Logger LOG = Logger.getLogger(ApiKeys.class);

  private final Optional<Path> file;
  private final long reloadMillis;
  private final Vertx vertx;
  private volatile String text = "";
  private volatile boolean wasEmpty;
  private volatile String complaint = "";
  private volatile ApiKeyFile keys = ApiKeyFile.EMPTY;
  private volatile long timer = -1;

  ApiKeys(SecuritySettings settings, Vertx vertx) {
    this.file = settings.keysFile();
    this.reloadMillis = settings.keysReload().toMillis();
    this.vertx = vertx;
  }

  @PostConstruct
  void start() {
    file.ifPresentOrElse(this::reload, () -> LOG.warn("no keys file is configured"));
    file.ifPresent(path ->
        timer =
            vertx.setPeriodic(
                reloadMillis,
                _ -> {
                  var _ = vertx.executeBlocking(() -> reload(path));
                }));
  }

  @PreDestroy
  void stop() {
    vertx.cancelTimer(timer);
  }

  /** Whose key was presented. */
  public Optional<ApiKey> owner(String presented) {
    return keys.owner(presented);
  }

  /** The key of this name. */
  public Optional<ApiKey> find(String name) {
    return keys.named(name);
  }

  /** A file is empty for a moment while it is written anew, so emptiness counts when seen twice. */
  private boolean reload(Path path) {
    try {
      String found = Files.readString(path, StandardCharsets.UTF_8);
      boolean isBeingWritten = found.isEmpty() && !wasEmpty;
      wasEmpty = found.isEmpty();
      if (found.equals(text) || isBeingWritten) {
        return false;
      }
      text = found;
      keys = ApiKeyFile.parse(found);
      complaint = "";
      LOG.infof("keys read keys=%d", keys.keys().size());
      return true;
    } catch (IOException e) {
      complain("keys file cannot be read fault=%s", e.getClass().getSimpleName());
    } catch (IllegalArgumentException e) {
      complain("keys file is refused fault=%s", String.valueOf(e.getMessage()));
    }
    return false;
  }

  private void complain(String message, String fault) {
    if (!complaint.equals(fault)) {
      LOG.errorf(message, fault);
      complaint = fault;
    }
  }
}
