package io.plimsoll.batch.pipelines.http;

import io.plimsoll.batch.pipelines.core.StoredPipeline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A definition as its readers see it: what was written, its version, and who wrote it when. */
final class PipelineView {
  private PipelineView() {}

  static Map<String, Object> of(StoredPipeline pipeline) {
    Map<String, Object> view = new LinkedHashMap<>(pipeline.definition().toTree());
    view.put("version", pipeline.version());
    view.put("fingerprint", pipeline.fingerprint());
    view.put("created_by", pipeline.createdBy());
    Instant createdAt = pipeline.createdAt();
    view.put("created_at", createdAt);
    return view;
  }
}
