package io.plimsoll.local.prices;

import io.plimsoll.local.infra.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The S&amp;P 500's daily bars from 2000 to 2020, out of the npm package vega-datasets: no Maven
 * repository has them. Where the environment names a registry the package is fetched once, without
 * Node, and one file of it is kept when its hash is the expected one; nothing is fetched unasked.
 */
public final class IndexHistory {
  /** What it is. */
  public static final BundledSeries SERIES =
      new BundledSeries(
          "sp500-2000.csv", "SPX", "1d", "America/New_York", "real daily bars, 2000 to 2020");

  /** The variable in which npm itself takes its registry's address. */
  private static final String REGISTRY = "npm_config_registry";

  private static final String PACKAGE = "vega-datasets/-/vega-datasets-3.2.1.tgz";
  private static final String ENTRY = "package/data/sp500-2000.csv";
  private static final String SHA_256 =
      "9409e9342d0657c747324e4cfabce8a8c7f663bc485b95a3378f36b0a160f8c8";
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private IndexHistory() {}

  /** Returns the CSV file, fetching it into the folder when it is not there. */
  public static Path fetch(Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path file = folder.resolve(SERIES.resource());
    if (Files.exists(file)) {
      return file;
    }
    String registry = environment.getOrDefault(REGISTRY, "");
    if (registry.isEmpty()) {
      throw new IOException(
          "%s is not set (expected: the address of an npm registry)".formatted(REGISTRY));
    }
    URI address = URI.create(registry + (registry.endsWith("/") ? "" : "/") + PACKAGE);
    try (HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new IOException("%s: HTTP %d".formatted(address, answer.statusCode()));
        }
        Files.write(file, checked(entry(body)));
      }
    }
    return file;
  }

  static byte[] entry(InputStream archive) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals(ENTRY)) {
          return tar.readAllBytes();
        }
      }
    }
    throw new IOException(ENTRY + ": not in the package");
  }

  static byte[] checked(byte[] content) throws IOException {
    String hash = Digests.sha256(content);
    if (!hash.equals(SHA_256)) {
      throw new IOException("%s: SHA-256 %s (expected: %s)".formatted(ENTRY, hash, SHA_256));
    }
    return content;
  }
}
