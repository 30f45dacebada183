package io.plimsoll.local.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Where the launcher's own classes and the checkout around them are. */
public final class OwnCode {
  private OwnCode() {}

  /** The jar or folder of this module's classes. */
  public static Path location() {
    try {
      return Path.of(OwnCode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a code source is a proper URI", e);
    }
  }

  /** The class path of this process, for children that run the same code elsewhere. */
  public static List<Path> classPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path", ""))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .toList();
  }

  /** The checkout: the nearest folder above the classes that holds the Maven wrapper. */
  public static Path checkout() {
    for (Path folder = location(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "%s: no checkout around (expected: mvnw in a folder above)".formatted(location()));
  }
}
