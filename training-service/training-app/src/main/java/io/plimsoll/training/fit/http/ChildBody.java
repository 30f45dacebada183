package io.plimsoll.training.fit.http;

import io.plimsoll.contracts.FieldFault;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A request for a child, which must say of which parent and on which features. */
record ChildBody(TrainModel request, UUID parent, int features) {

  static ChildBody of(TrainModel body) {
    UUID parent = body.parentModelId();
    List<String> whitelist = body.featureWhitelist();
    List<FieldFault> faults = new ArrayList<>();
    if (parent == null) {
      faults.add(fault("parent_model_id", "absent (expected: the parent's id)"));
    }
    if (whitelist == null || whitelist.isEmpty()) {
      faults.add(fault("feature_whitelist", "empty (expected: at least one feature)"));
    }
    if (parent == null || whitelist == null || !faults.isEmpty()) {
      throw new Rejected(faults);
    }
    return new ChildBody(body, parent, (int) whitelist.stream().distinct().count());
  }

  private static FieldFault fault(String field, String detail) {
    return new FieldFault(field, "%s: %s".formatted(field, detail));
  }
}
