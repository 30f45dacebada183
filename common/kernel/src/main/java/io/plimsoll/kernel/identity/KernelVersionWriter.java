package io.plimsoll.kernel.identity;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Hashes the class files of the kernels at build time and writes them down for {@link
 * KernelVersion}.
 *
 * <p>Run by Maven in each kernel module, after compilation. On the class path count: every class of
 * our packages by name and content, from a folder or a jar alike, and the file names of all other
 * jars but those without arithmetic. The order of the class path does not count.
 */
public final class KernelVersionWriter {
  private static final Pattern OURS = Pattern.compile("io/plimsoll/.+\\.class");
  private static final Pattern WITHOUT_ARITHMETIC =
      Pattern.compile("(jspecify|slf4j-api|commons-logging)-.*\\.jar");

  private KernelVersionWriter() {}

  /**
   * Writes the version of one kernel.
   *
   * @param arguments the kernel's name, and the folder of its classes
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException(
          "arguments: %s (expected: NAME CLASSES)".formatted(Arrays.toString(arguments)));
    }
    Path file = Path.of(arguments[1]).resolve(KernelVersion.resource(arguments[0]));
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    Files.createDirectories(file.getParent());
    Files.writeString(file, "kernel_version=" + version(classPath) + "\n");
  }

  /** The hash over a class path, 64 hexadecimal digits. */
  static String version(List<Path> classPath) throws IOException {
    Map<String, String> classes = new TreeMap<>();
    TreeSet<String> libraries = new TreeSet<>();
    for (Path entry : classPath) {
      if (Files.isDirectory(entry)) {
        addFolder(entry, classes);
      } else if (!addJar(entry, classes)) {
        libraries.add(entry.getFileName().toString());
      }
    }
    libraries.removeIf(name -> WITHOUT_ARITHMETIC.matcher(name).matches());
    MessageDigest digest = Sha256.digest();
    classes.forEach((name, hash) -> line(digest, name + " " + hash));
    libraries.forEach(name -> line(digest, name));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addFolder(Path folder, Map<String, String> classes) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
      if (OURS.matcher(name).matches()) {
        classes.put(name, Sha256.hex(Files.readAllBytes(file)));
      }
    }
  }

  /** Adds our classes in a jar; false if it has none. */
  private static boolean addJar(Path jar, Map<String, String> classes) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> ours =
          zip.stream().filter(entry -> OURS.matcher(entry.getName()).matches()).toList();
      for (ZipEntry entry : ours) {
        try (InputStream in = zip.getInputStream(entry)) {
          classes.put(entry.getName(), Sha256.hex(in.readAllBytes()));
        }
      }
      return !ours.isEmpty();
    }
  }

  private static void line(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
