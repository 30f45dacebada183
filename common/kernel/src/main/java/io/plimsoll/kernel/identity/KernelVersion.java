package io.plimsoll.kernel.identity;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Which arithmetic made a number: the build's hash over the class files of the kernels.
 *
 * <p>The build writes {@code META-INF/plimsoll/kernel-version-NAME.properties} into the module
 * {@code NAME-kernel} (and {@code learning}); see {@link KernelVersionWriter}.
 *
 * @param name training, simulation, batch or learning
 * @param text 64 hexadecimal digits over kernel, learning where used, the named kernel, and the
 *     versions of the libraries they compute with
 */
public record KernelVersion(String name, String text) {
  private static final Pattern NAME = Pattern.compile("[a-z]{1,20}");

  /**
   * Reads the version that the build wrote for a kernel on the class path.
   *
   * @throws IllegalStateException if it is not there
   */
  public static KernelVersion load(String name) {
    String resource = resource(name);
    try (InputStream in = KernelVersion.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IllegalStateException(
            ("%s: not on the class path\n"
                    + "Maybe the module was compiled without Maven; run: ./mvnw -Dquick package")
                .formatted(resource));
      }
      Properties properties = new Properties();
      properties.load(in);
      return new KernelVersion(name, properties.getProperty("kernel_version", ""));
    } catch (IOException e) {
      throw new IllegalStateException(resource + ": cannot be read", e);
    }
  }

  /** Where the version of a kernel is kept on the class path. */
  static String resource(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "kernel: '%s' (expected: training, simulation, batch or learning)".formatted(name));
    }
    return "META-INF/plimsoll/kernel-version-" + name + ".properties";
  }

  @Override
  public String toString() {
    return text;
  }
}
