package io.plimsoll.testkit;

import io.plimsoll.local.infra.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** API keys of the three roles that services under test accept. */
public final class TestKeys {
  /** A key that may read. */
  public static final String VIEWER = "test-viewer-key";

  /** A key that may start work. */
  public static final String OPERATOR = "test-operator-key";

  /** A key that may delete and administer. */
  public static final String ADMIN = "test-admin-key";

  private TestKeys() {}

  /** Writes the file of hashed keys that a service reads. */
  static Path writeKeysFile(Path folder) throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(
        file,
        """
        viewer viewer %s
        operator operator %s
        admin admin %s
        """
            .formatted(Digests.sha256(VIEWER), Digests.sha256(OPERATOR), Digests.sha256(ADMIN)));
    return file;
  }
}
