package io.plimsoll.local.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexHistoryTest {
  @TempDir private Path folder = Path.of("");
  private HttpServer registry = server();

  @BeforeEach
  void start() {
    registry = server();
    registry.start();
  }

  @AfterEach
  void stop() {
    registry.stop(0);
  }

  @Test
  void keepsNothingThatIsNotTheExpectedFile() throws IOException {
    byte[] archive = archive("package/data/sp500-2000.csv", "date,open\n");
    registry.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, archive.length);
          exchange.getResponseBody().write(archive);
          exchange.close();
        });

    assertThatThrownBy(() -> IndexHistory.fetch(folder, environment()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SHA-256")
        .hasMessageContaining("expected: 9409e934");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysThatTheRegistryRefused() {
    registry.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });

    assertThatThrownBy(() -> IndexHistory.fetch(folder, environment()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("vega-datasets-3.2.1.tgz: HTTP 404");
  }

  @Test
  void fetchesNothingUnasked() {
    assertThatThrownBy(() -> IndexHistory.fetch(folder, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("npm_config_registry is not set (expected: the address of an npm registry)");
  }

  private Map<String, String> environment() {
    return Map.of(
        "npm_config_registry", "http://127.0.0.1:%d".formatted(registry.getAddress().getPort()));
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] archive(String name, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
