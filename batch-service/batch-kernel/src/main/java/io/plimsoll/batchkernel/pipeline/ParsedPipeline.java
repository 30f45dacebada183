package io.plimsoll.batchkernel.pipeline;

/** What reading a definition gives. */
public sealed interface ParsedPipeline {
  /** It can be run. */
  record Valid(PipelineDefinition definition) implements ParsedPipeline {}

  /**
   * It cannot.
   *
   * @param field where the fault is, such as {@code steps[2].needs}
   * @param detail what was found and what was expected
   */
  record Invalid(String field, String detail) implements ParsedPipeline {}
}
