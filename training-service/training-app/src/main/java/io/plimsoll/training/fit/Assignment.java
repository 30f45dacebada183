package io.plimsoll.training.fit;

import io.plimsoll.trainingkernel.fit.TrainedModel;
import io.smallrye.mutiny.Uni;

/**
 * A task in the hands of a worker. Each of the three ends on the asker's Vert.x context.
 *
 * @param started gives the worker's process id as soon as it has taken the task
 * @param fitting ends when the first fit begins
 * @param model gives the model, or fails as the task did
 */
record Assignment(Uni<Long> started, Uni<Void> fitting, Uni<TrainedModel> model) {}
