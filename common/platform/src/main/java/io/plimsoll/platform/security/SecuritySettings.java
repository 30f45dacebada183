package io.plimsoll.platform.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the keys are, and who signs tokens. */
@ConfigMapping(prefix = "plimsoll.security")
interface SecuritySettings {
  /** Lines of {@code name role sha256}; without a file no API key is accepted. */
  Optional<Path> keysFile();

  /**
   * Whether bearer tokens are those of an OpenID Connect server, which {@code quarkus.oidc} names.
   */
  @WithDefault("false")
  boolean oidc();

  /** How often the keys file is read again. */
  @WithDefault("PT1S")
  Duration keysReload();
}
