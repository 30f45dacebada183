package io.plimsoll.contracts;

import io.plimsoll.contracts.batch.AlertRaised;
import io.plimsoll.contracts.batch.BatchCancelled;
import io.plimsoll.contracts.batch.BatchCommandAccepted;
import io.plimsoll.contracts.batch.BatchCommandRejected;
import io.plimsoll.contracts.batch.BatchCompleted;
import io.plimsoll.contracts.batch.BatchCreated;
import io.plimsoll.contracts.batch.BatchFailed;
import io.plimsoll.contracts.batch.BatchProgressed;
import io.plimsoll.contracts.batch.ControlPipeline;
import io.plimsoll.contracts.batch.PipelineCancelled;
import io.plimsoll.contracts.batch.PipelineCompleted;
import io.plimsoll.contracts.batch.PipelineFailed;
import io.plimsoll.contracts.batch.PipelinePromoted;
import io.plimsoll.contracts.batch.PipelineResumed;
import io.plimsoll.contracts.batch.PipelineStarted;
import io.plimsoll.contracts.batch.PipelineStepCompleted;
import io.plimsoll.contracts.batch.PipelineStepStarted;
import io.plimsoll.contracts.batch.PipelineStopped;
import io.plimsoll.contracts.batch.PortfolioState;
import io.plimsoll.contracts.batch.RiskRunCompleted;
import io.plimsoll.contracts.batch.RiskRunFailed;
import io.plimsoll.contracts.batch.RiskRunStarted;
import io.plimsoll.contracts.batch.RunRisk;
import io.plimsoll.contracts.batch.StartPipeline;
import io.plimsoll.contracts.batch.SubmitBatch;
import io.plimsoll.contracts.market.BarsPublished;
import io.plimsoll.contracts.market.ImportBars;
import io.plimsoll.contracts.simulation.CancelSimulation;
import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.contracts.simulation.SimulationCommandAccepted;
import io.plimsoll.contracts.simulation.SimulationCommandRejected;
import io.plimsoll.contracts.simulation.SimulationCompleted;
import io.plimsoll.contracts.simulation.SimulationFailed;
import io.plimsoll.contracts.training.CancelTraining;
import io.plimsoll.contracts.training.ModelCancelled;
import io.plimsoll.contracts.training.ModelCompleted;
import io.plimsoll.contracts.training.ModelDeleted;
import io.plimsoll.contracts.training.ModelFailed;
import io.plimsoll.contracts.training.ModelPreprocessing;
import io.plimsoll.contracts.training.ModelPromoted;
import io.plimsoll.contracts.training.ModelQueued;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.contracts.training.ModelTrainingStarted;
import io.plimsoll.contracts.training.RetrainModel;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.contracts.training.TrainingCommandAccepted;
import io.plimsoll.contracts.training.TrainingCommandRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which messages each topic carries. A new contract is added here, or the tests find it missing.
 */
final class Catalogue {
  private static final List<Class<?>> TRAINING =
      List.of(TrainModel.class, RetrainModel.class, CancelTraining.class);
  private static final List<Class<?>> SIMULATION =
      List.of(RunSimulation.class, CancelSimulation.class);
  private static final List<Class<?>> BATCH =
      List.of(
          ImportBars.class,
          RunRisk.class,
          SubmitBatch.class,
          StartPipeline.class,
          ControlPipeline.class);

  private Catalogue() {}

  /**
   * One kind of message.
   *
   * @param type its {@code ce_type}
   * @param body the record that its JSON body is
   */
  record Message(EventType type, Class<?> body) {
    static Message of(Class<?> body) {
      return new Message(EventType.of(body), body);
    }
  }

  /** The messages with a JSON body, by topic; bars have their own file. */
  static Map<String, List<Message>> messages() {
    Map<String, List<Message>> messages = new TreeMap<>();
    messages.put(Topics.TRAINING_COMMANDS.name(), all(TRAINING));
    messages.put(Topics.SIMULATION_COMMANDS.name(), all(SIMULATION));
    messages.put(Topics.BATCH_COMMANDS.name(), all(BATCH));
    messages.put(Topics.TRAINING_MODELS.name(), all(List.of(ModelState.class)));
    messages.put(Topics.BATCH_PORTFOLIOS.name(), all(List.of(PortfolioState.class)));
    messages.put(
        Topics.TRAINING_EVENTS.name(),
        with(
            answers(TRAINING, TrainingCommandAccepted.class, TrainingCommandRejected.class),
            ModelQueued.class,
            ModelPreprocessing.class,
            ModelTrainingStarted.class,
            ModelCompleted.class,
            ModelFailed.class,
            ModelCancelled.class,
            ModelDeleted.class,
            ModelPromoted.class));
    messages.put(
        Topics.SIMULATION_EVENTS.name(),
        with(
            answers(SIMULATION, SimulationCommandAccepted.class, SimulationCommandRejected.class),
            SimulationCompleted.class,
            SimulationFailed.class));
    messages.put(
        Topics.BATCH_EVENTS.name(),
        with(
            answers(BATCH, BatchCommandAccepted.class, BatchCommandRejected.class),
            BarsPublished.class,
            RiskRunStarted.class,
            RiskRunCompleted.class,
            RiskRunFailed.class,
            BatchCreated.class,
            BatchProgressed.class,
            BatchCompleted.class,
            BatchFailed.class,
            BatchCancelled.class,
            PipelineStarted.class,
            PipelineStepStarted.class,
            PipelineStepCompleted.class,
            PipelinePromoted.class,
            PipelineStopped.class,
            PipelineResumed.class,
            PipelineCompleted.class,
            PipelineFailed.class,
            PipelineCancelled.class));
    messages.put(Topics.ALERTS.name(), all(List.of(AlertRaised.class)));
    return messages;
  }

  /** Every record that is a body. */
  static List<Class<?>> bodies() {
    return messages().values().stream()
        .flatMap(List::stream)
        .<Class<?>>map(Message::body)
        .distinct()
        .toList();
  }

  private static List<Message> all(List<Class<?>> bodies) {
    return bodies.stream().map(Message::of).toList();
  }

  private static List<Message> with(List<Message> answers, Class<?>... facts) {
    return Stream.concat(answers.stream(), Stream.of(facts).map(Message::of)).toList();
  }

  /** Each command is answered by an event named after it. */
  private static List<Message> answers(
      List<Class<?>> commands, Class<?> accepted, Class<?> rejected) {
    List<Message> answers = new ArrayList<>();
    for (Class<?> command : commands) {
      EventType type = EventType.of(command);
      answers.add(new Message(new EventType(type.owner(), type.name() + "Accepted", 1), accepted));
      answers.add(new Message(new EventType(type.owner(), type.name() + "Rejected", 1), rejected));
    }
    return answers;
  }
}
