package io.plimsoll.batchkernel.pipeline;

import java.util.Arrays;
import java.util.Optional;

/**
 * The commands a step may carry, who owns each, and which of the owner's facts end the step.
 *
 * <p>A command of another owner is sent and waited for; a {@linkplain Owner#PIPELINE decision} is a
 * pure function of earlier results and is taken at once.
 */
public enum StepCommand {
  /** Trains a model. */
  TRAIN_MODEL(
      "TrainModel", Owner.TRAINING, "ModelCompleted", "model_id", "ModelFailed", "ModelCancelled"),
  /** Trains a model's configuration again on the newest data. */
  RETRAIN_MODEL(
      "RetrainModel",
      Owner.TRAINING,
      "ModelCompleted",
      "model_id",
      "ModelFailed",
      "ModelCancelled"),
  /** Simulates a model on one ticker. */
  RUN_SIMULATION(
      "RunSimulation",
      Owner.SIMULATION,
      "SimulationCompleted",
      "simulation_id",
      "SimulationFailed",
      ""),
  /** Imports prices, of a text or from the provider; its acceptance comes when they are stored. */
  IMPORT_BARS("ImportBars", Owner.MARKET, "ImportBarsAccepted", "id", "", ""),
  /** Runs the risk sequence for one portfolio or all. */
  RUN_RISK("RunRisk", Owner.BATCH, "RiskRunCompleted", "id", "RiskRunFailed", ""),
  /** Chooses among simulated candidates by their out-of-fold figures. */
  CHOOSE_CANDIDATE("ChooseCandidate", Owner.PIPELINE, "", "", "", ""),
  /** Says whether the chosen candidate holds on the holdout. */
  JUDGE_HOLDOUT("JudgeHoldout", Owner.PIPELINE, "", "", "", "");

  /** Who carries a command out. */
  public enum Owner {
    /** training-service. */
    TRAINING,
    /** simulation-service. */
    SIMULATION,
    /** batch-service itself, through its own commands topic. */
    BATCH,
    /** The market data of batch-service, through the same topic. */
    MARKET,
    /** The pipeline itself. */
    PIPELINE
  }

  private final String text;
  private final Owner owner;
  private final String completedBy;
  private final String subjectMember;
  private final String failedBy;
  private final String cancelledBy;

  StepCommand(
      String text,
      Owner owner,
      String completedBy,
      String subjectMember,
      String failedBy,
      String cancelledBy) {
    this.text = text;
    this.owner = owner;
    this.completedBy = completedBy;
    this.subjectMember = subjectMember;
    this.failedBy = failedBy;
    this.cancelledBy = cancelledBy;
  }

  /** The command's name on the wire. */
  public String text() {
    return text;
  }

  /** Who carries it out. */
  public Owner owner() {
    return owner;
  }

  /** Whether the pipeline itself decides, without sending anything. */
  public boolean isDecision() {
    return owner == Owner.PIPELINE;
  }

  /** The member of the owner's facts that names what the command made. */
  public String subjectMember() {
    return subjectMember;
  }

  /** What an event of the owner means for a step that carries this command. */
  public Answer answerOf(String eventName) {
    if (eventName.equals(completedBy)) {
      return Answer.COMPLETED;
    }
    if (eventName.equals(failedBy) || eventName.equals(cancelledBy)) {
      return Answer.FAILED;
    }
    if (eventName.equals(text + "Accepted")) {
      return Answer.ACCEPTED;
    }
    return eventName.equals(text + "Rejected") ? Answer.REJECTED : Answer.NONE;
  }

  /** The command of that name, if it is one. */
  public static Optional<StepCommand> find(String text) {
    return Arrays.stream(values()).filter(command -> command.text.equals(text)).findFirst();
  }

  /** What an event says to a step. */
  public enum Answer {
    /** The owner took the command. */
    ACCEPTED,
    /** The owner refused it. */
    REJECTED,
    /** The owner finished it. */
    COMPLETED,
    /** The owner could not finish it. */
    FAILED,
    /** The event says nothing to this step. */
    NONE
  }
}
