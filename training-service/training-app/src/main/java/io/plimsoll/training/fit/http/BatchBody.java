package io.plimsoll.training.fit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.platform.problem.JsonFaults;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.training.TrainingReceipt;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A request for four models: open and close at one timeframe, high and low at another.
 *
 * @param groupId what the four belong to
 * @param requests those of open, close, high and low
 */
record BatchBody(UUID groupId, List<TrainModel> requests) {
  private static final String GROUP = "group_id";
  private static final String OPEN_CLOSE = "timeframe_oc";
  private static final String HIGH_LOW = "timeframe_hl";

  BatchBody {
    requests = List.copyOf(requests);
  }

  static BatchBody parse(JsonNode body, Supplier<UUID> newGroup) {
    if (!(body instanceof ObjectNode members)) {
      throw new Malformed("body: another JSON type (expected: an object)");
    }
    refuse(members, "target_col");
    refuse(members, "timeframe");
    String openClose = timeframe(members, OPEN_CLOSE, "1m");
    String highLow = timeframe(members, HIGH_LOW, "1d");
    ObjectNode common = members.deepCopy();
    common.remove(List.of(OPEN_CLOSE, HIGH_LOW));
    if (!common.hasNonNull(GROUP)) {
      common.put(GROUP, newGroup.get().toString());
    }
    List<TrainModel> requests =
        Stream.of(
                one(common, "open", openClose),
                one(common, "close", openClose),
                one(common, "high", highLow),
                one(common, "low", highLow))
            .map(BatchBody::read)
            .toList();
    return new BatchBody(UUID.fromString(common.get(GROUP).asText()), requests);
  }

  BatchAnswerView answer(List<TrainingReceipt> receipts) {
    return new BatchAnswerView(
        groupId,
        receipts.stream().map(TrainingReceipt::id).toList(),
        receipts.stream().filter(TrainingReceipt.Duplicate.class::isInstance).count());
  }

  private static void refuse(ObjectNode members, String name) {
    if (members.has(name)) {
      throw new Malformed(
          name, "%s: unknown member (expected: timeframe_oc and timeframe_hl)".formatted(name));
    }
  }

  private static String timeframe(ObjectNode members, String name, String standard) {
    JsonNode value = members.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return standard;
    }
    if (!value.isTextual()) {
      throw new Malformed(name, "%s: another JSON type (expected: a text)".formatted(name));
    }
    return value.asText();
  }

  private static ObjectNode one(ObjectNode common, String target, String timeframe) {
    return common.deepCopy().put("target_col", target).put("timeframe", timeframe);
  }

  private static TrainModel read(ObjectNode body) {
    try {
      return ContractJson.strictMapper().treeToValue(body, TrainModel.class);
    } catch (JsonProcessingException e) {
      throw JsonFaults.refusal(e);
    }
  }
}
