package io.plimsoll.training.fit.http;

import io.plimsoll.training.fit.VerificationStore.Verification;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The newest verifications of a model. */
@Schema(name = "Verifications")
public record VerificationsView(List<VerificationView> items, int total) {
  public VerificationsView {
    items = List.copyOf(items);
  }

  static VerificationsView of(List<Verification> all) {
    return new VerificationsView(all.stream().map(VerificationView::of).toList(), all.size());
  }
}
