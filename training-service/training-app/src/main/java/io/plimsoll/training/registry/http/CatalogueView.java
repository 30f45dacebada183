package io.plimsoll.training.registry.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A whole catalogue, which is short enough for one answer. */
@Schema(name = "Catalogue")
public record CatalogueView<T>(List<T> items, int total) {
  public CatalogueView {
    items = List.copyOf(items);
  }

  static <T> CatalogueView<T> of(List<T> items) {
    return new CatalogueView<>(items, items.size());
  }
}
