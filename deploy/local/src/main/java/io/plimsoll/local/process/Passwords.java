package io.plimsoll.local.process;

import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.infra.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The database passwords of the services, made once for each home. */
final class Passwords {
  private Passwords() {}

  static String of(PlimsollHome home, Service service) throws IOException {
    Path file = home.keys().resolve(service.text() + ".database");
    if (!Files.exists(file)) {
      OwnerOnly.write(file, Keys.random() + "\n");
    }
    return Files.readString(file).strip();
  }
}
