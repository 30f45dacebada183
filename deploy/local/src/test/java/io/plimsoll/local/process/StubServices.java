package io.plimsoll.local.process;

import io.quarkus.bootstrap.runner.QuarkusEntryPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A checkout with packaged services that do nothing but answer. */
final class StubServices {
  private StubServices() {}

  static Path in(Path checkout) throws IOException {
    for (Service service : Service.values()) {
      Path folder = Files.createDirectories(service.packaged(checkout));
      Path runner = folder.resolve("quarkus-run.jar");
      if (!Files.exists(runner)) {
        writeJar(runner);
      }
    }
    return checkout;
  }

  private static void writeJar(Path file) throws IOException {
    String name = QuarkusEntryPoint.class.getName().replace('.', '/') + ".class";
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, QuarkusEntryPoint.class.getName());
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream code = QuarkusEntryPoint.class.getResourceAsStream("/" + name)) {
      if (code == null) {
        throw new IOException(name + ": not on the class path");
      }
      jar.putNextEntry(new JarEntry(name));
      jar.write(code.readAllBytes());
    }
  }
}
