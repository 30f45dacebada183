package io.plimsoll.training.fit;

import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.OtherKernel;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.ModelStatus;
import io.plimsoll.training.ServiceVersions;
import io.plimsoll.training.fit.VerificationStore.Subject;
import io.plimsoll.training.fit.VerificationStore.Verification;
import io.plimsoll.training.fit.VerificationStore.Wish;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks for a model to be trained once more, and says what came of it. */
@ApplicationScoped
public class VerifyModel {
  private final VerificationStore store;
  private final SqlWork work;
  private final WorkQueue queue;
  private final ServiceVersions versions;

  VerifyModel(VerificationStore store, SqlWork work, WorkQueue queue, ServiceVersions versions) {
    this.store = store;
    this.work = work;
    this.queue = queue;
    this.versions = versions;
  }

  /** Asks; while a verification of the model is unfinished, it is that one. */
  public Uni<Verification> ask(UUID model, String actor) {
    return store
        .subject(model)
        .map(found -> found.orElseThrow(() -> new NotFound("model", model)))
        .invoke(this::requireRepeatable)
        .chain(subject -> work.atomically(connection -> enqueue(connection, subject, actor)))
        .chain(id -> get(model, id));
  }

  /** One verification of a model. */
  public Uni<Verification> get(UUID model, UUID id) {
    return store
        .find(model, id)
        .map(found -> found.orElseThrow(() -> new NotFound("verification", id)));
  }

  /** The newest hundred verifications of a model. */
  public Uni<List<Verification>> list(UUID model) {
    return store
        .subject(model)
        .map(found -> found.orElseThrow(() -> new NotFound("model", model)))
        .chain(() -> store.newest(model));
  }

  private Uni<UUID> enqueue(SqlConnection connection, Subject subject, String actor) {
    return store
        .insert(connection, UUID.randomUUID(), subject, actor)
        .call(wish -> wish.isNew() ? enqueue(connection, wish) : Uni.createFrom().voidItem())
        .map(Wish::id);
  }

  private Uni<Void> enqueue(SqlConnection connection, Wish wish) {
    String id = wish.id().toString();
    NewWork item =
        NewWork.of(RepeatTraining.KIND, new JsonObject().put("verification_id", id)).withKey(id);
    return queue.enqueue(connection, List.of(item)).replaceWithVoid();
  }

  private void requireRepeatable(Subject subject) {
    if (ModelStatus.parse(subject.status()) != ModelStatus.COMPLETED) {
      throw new StateConflict(
          "Model %s is %s (expected: completed)".formatted(subject.model(), subject.status()),
          Map.of("model_id", subject.model().toString(), "status", subject.status()));
    }
    String architecture = subject.maker().architecture().orElse("unknown");
    if (!subject.maker().kernel().equals(versions.kernel())
        || !architecture.equals(versions.architecture())) {
      throw new OtherKernel(
          "The model was made by other code or on another processor. Maybe retrain it and compare"
              + " the two at /models/{id}/compare/{other}.",
          Map.of(
              "found_kernel", subject.maker().kernel(),
              "expected_kernel", versions.kernel(),
              "found_architecture", architecture,
              "expected_architecture", versions.architecture()));
    }
  }
}
