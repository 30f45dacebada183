package io.plimsoll.batchkernel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineRunTest {
  @Test
  void goesRoundByStopAndResume() {
    PipelineRun.Running running = new PipelineRun.Running();

    PipelineRun.Running again = running.stop().settle().resume();

    assertThat(again).isEqualTo(running);
    assertThat(running.stop().resume()).isEqualTo(running);
  }

  @Test
  void endsFromWhereItMay() {
    assertThat(new PipelineRun.Stopped().cancel()).isEqualTo(new PipelineRun.Cancelled());
    assertThat(new PipelineRun.Running().cancel()).isEqualTo(new PipelineRun.Cancelled());
    assertThat(new PipelineRun.Stopping().cancel()).isEqualTo(new PipelineRun.Cancelled());
    assertThat(new PipelineRun.Stopping().fail("x")).isEqualTo(new PipelineRun.Failed("x"));
    assertThat(new PipelineRun.Stopping().complete(Map.of("a", 1)))
        .isEqualTo(new PipelineRun.Running().complete(Map.of("a", 1)));
  }

  @Test
  void anAnswerThatComesLateOrAgainMovesNothing() {
    StepTicket ticket = new StepTicket("a", StepCommand.TRAIN_MODEL, 0, Map.of(), Map.of());
    StepRun sent = new StepRun.Sent(ticket);
    StepAnswer done = new StepAnswer.Completed(Map.of("model_id", "m"));

    StepRun completed = done.appliedTo(sent);

    assertThat(new StepAnswer.Accepted("m", false).appliedTo(completed)).isEqualTo(completed);
    assertThat(new StepAnswer.Failed("late").appliedTo(completed)).isEqualTo(completed);
    assertThat(done.appliedTo(new StepRun.Cancelled(ticket)))
        .isEqualTo(new StepRun.Cancelled(ticket));
    assertThat(
            new StepAnswer.Failed("no")
                .appliedTo(new StepAnswer.Accepted("m", true).appliedTo(sent)))
        .isEqualTo(new StepRun.Failed(ticket, "no"));
  }

  @Test
  void commandsKnowTheirAnswers() {
    assertThat(StepCommand.TRAIN_MODEL.answerOf("ModelCompleted"))
        .isEqualTo(StepCommand.Answer.COMPLETED);
    assertThat(StepCommand.TRAIN_MODEL.answerOf("ModelCancelled"))
        .isEqualTo(StepCommand.Answer.FAILED);
    assertThat(StepCommand.RUN_SIMULATION.answerOf("RunSimulationRejected"))
        .isEqualTo(StepCommand.Answer.REJECTED);
    assertThat(StepCommand.RUN_RISK.answerOf("RunRiskAccepted"))
        .isEqualTo(StepCommand.Answer.ACCEPTED);
    assertThat(StepCommand.IMPORT_BARS.answerOf("ImportBarsAccepted"))
        .as("it is answered when its bars are stored")
        .isEqualTo(StepCommand.Answer.COMPLETED);
    assertThat(StepCommand.TRAIN_MODEL.answerOf("SimulationCompleted"))
        .isEqualTo(StepCommand.Answer.NONE);
  }
}
