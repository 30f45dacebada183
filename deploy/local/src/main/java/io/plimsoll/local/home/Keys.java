package io.plimsoll.local.home;

import io.plimsoll.local.infra.Digests;
import io.plimsoll.local.infra.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The API keys of an installation: 256 random bits each, in files that only their owner can read;
 * the services see hashes only.
 */
public final class Keys {
  private static final int BYTES = 32;
  private static final String SERVICE_KEY = "simulation-service";

  private final Path folder;

  private Keys(Path folder) {
    this.folder = folder;
  }

  /** Opens the keys of a home and makes those that are missing. */
  public static Keys open(PlimsollHome home) throws IOException {
    Keys keys = new Keys(home.keys());
    OwnerOnly.folder(keys.folder);
    StringBuilder hashed = new StringBuilder();
    for (Role role : Role.values()) {
      hashed.append(line(role.text(), role, make(keys.file(role))));
    }
    hashed.append(line(SERVICE_KEY, Role.VIEWER, make(keys.serviceKeyFile())));
    Path file = keys.hashedFile();
    if (!Files.exists(file) || !Files.readString(file).contentEquals(hashed)) {
      OwnerOnly.write(file, hashed.toString());
    }
    return keys;
  }

  /** A fresh secret of 256 random bits in hexadecimal. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The file that holds the key of a role. */
  public Path file(Role role) {
    return folder.resolve(role.text() + ".key");
  }

  /** The key of a role. */
  public String key(Role role) throws IOException {
    return Files.readString(file(role)).strip();
  }

  /** The file of the key with which simulation-service fetches models. */
  public Path serviceKeyFile() {
    return folder.resolve(SERVICE_KEY + ".key");
  }

  /** The file that services read: one line {@code name role sha256} for each key. */
  public Path hashedFile() {
    return folder.resolve("hashed");
  }

  private static String line(String name, Role role, String key) {
    return "%s %s %s%n".formatted(name, role.text(), Digests.sha256(key));
  }

  private static String make(Path file) throws IOException {
    if (!Files.exists(file)) {
      OwnerOnly.write(file, random() + "\n");
    }
    return Files.readString(file).strip();
  }
}
