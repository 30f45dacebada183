package io.plimsoll.batch.pipelines.core;

import com.fasterxml.jackson.core.type.TypeReference;
import io.plimsoll.batchkernel.pipeline.ParsedPipeline;
import io.plimsoll.batchkernel.pipeline.PipelineDefinition;
import io.plimsoll.batchkernel.pipeline.PipelineParser;
import io.plimsoll.contracts.ContractJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pipelines every installation has: {@code research} and {@code nightly-risk}. */
@ApplicationScoped
public class BuiltInPipelines {
  /** Who their definitions are written by. */
  public static final String AUTHOR = "plimsoll";

  private final List<PipelineDefinition> definitions =
      List.of(read("research"), read("nightly-risk"));

  /** All of them. */
  public List<PipelineDefinition> all() {
    return definitions;
  }

  /** The one of that name. */
  public Optional<PipelineDefinition> find(String name) {
    return definitions.stream().filter(definition -> definition.name().equals(name)).findFirst();
  }

  private static PipelineDefinition read(String name) {
    try (InputStream in =
        BuiltInPipelines.class.getResourceAsStream("/pipelines/" + name + ".json")) {
      Map<String, Object> tree =
          ContractJson.strictMapper().readValue(in, new TypeReference<Map<String, Object>>() {});
      return switch (PipelineParser.parse(tree)) {
        case ParsedPipeline.Valid(PipelineDefinition definition) -> definition;
        case ParsedPipeline.Invalid(String field, String detail) ->
            throw new IllegalStateException(
                "built-in pipeline %s, %s: %s".formatted(name, field, detail));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
