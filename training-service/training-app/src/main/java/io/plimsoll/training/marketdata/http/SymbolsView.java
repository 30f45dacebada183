package io.plimsoll.training.marketdata.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of {@code GET /symbols}. */
@Schema(name = "Symbols")
public record SymbolsView(List<SeriesView> items, int total) {
  public SymbolsView {
    items = List.copyOf(items);
  }
}
