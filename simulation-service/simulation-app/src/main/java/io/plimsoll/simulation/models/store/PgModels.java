package io.plimsoll.simulation.models.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.platform.problem.ServiceException.OtherKernel;
import io.plimsoll.platform.work.KernelPool;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.simulation.Models;
import io.plimsoll.simulation.models.Artifacts;
import io.plimsoll.simulation.models.ModelStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** {@link Models} and their {@link ModelStore} in the service's own schema. */
@ApplicationScoped
class PgModels implements Models, ModelStore {
  private static final String PUT =
      """
      insert into {schema}.model as kept
        (id, sequence, status, symbol, timeframe, bundle_sha256, state)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (id) do update
      set sequence = excluded.sequence, status = excluded.status, symbol = excluded.symbol,
        timeframe = excluded.timeframe, bundle_sha256 = excluded.bundle_sha256,
        state = excluded.state, updated_at = now()
      where kept.sequence < excluded.sequence
      """;
  private static final String REMOVE = "delete from {schema}.model where id = $1";
  private static final String CLEAR = "delete from {schema}.model";
  private static final String FIND = "select state from {schema}.model where id = $1";
  private static final String COMPLETED =
      """
      select state from {schema}.model where status = 'completed'
      order by updated_at desc, id limit 500
      """;
  private static final String COUNT =
      "select count(*)::int as n from {schema}.model where status = 'completed'";
  private static final String BUNDLE = "select content from {schema}.bundle where sha256 = $1";
  private static final String KEEP_BUNDLE =
      "insert into {schema}.bundle (sha256, content) values ($1, $2) on conflict do nothing";

  private final SqlWork work;
  private final Schema schema;
  private final Artifacts artifacts;
  private final KernelPool pool;

  PgModels(SqlWork work, Schema schema, Artifacts artifacts, KernelPool pool) {
    this.work = work;
    this.schema = schema;
    this.artifacts = artifacts;
    this.pool = pool;
  }

  @Override
  public Uni<Void> put(SqlConnection connection, ModelState state, long sequence) {
    Tuple row =
        Tuple.tuple()
            .addUUID(state.modelId())
            .addLong(sequence)
            .addString(state.status())
            .addString(state.symbol())
            .addString(state.timeframe())
            .addString(sha256(state))
            .addValue(json(state));
    return connection.preparedQuery(schema.sql(PUT)).execute(row).replaceWithVoid();
  }

  @Override
  public Uni<Void> remove(SqlConnection connection, UUID id) {
    return connection.preparedQuery(schema.sql(REMOVE)).execute(Tuple.of(id)).replaceWithVoid();
  }

  @Override
  public Uni<Void> clear(SqlConnection connection) {
    return connection.query(schema.sql(CLEAR)).execute().replaceWithVoid();
  }

  @Override
  public Uni<Optional<ModelState>> find(UUID id) {
    return work.reading(
            connection -> connection.preparedQuery(schema.sql(FIND)).execute(Tuple.of(id)))
        .map(rows -> stream(rows).map(PgModels::state).findFirst());
  }

  @Override
  public Uni<List<ModelState>> completed() {
    return work.reading(connection -> connection.query(schema.sql(COMPLETED)).execute())
        .map(rows -> stream(rows).map(PgModels::state).toList());
  }

  @Override
  public Uni<Integer> countCompleted() {
    return work.reading(connection -> connection.query(schema.sql(COUNT)).execute())
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  @Override
  public Uni<Buffer> bundle(UUID model, String sha256) {
    return work.reading(
            connection -> connection.preparedQuery(schema.sql(BUNDLE)).execute(Tuple.of(sha256)))
        .map(rows -> stream(rows).map(row -> row.getBuffer("content").getDelegate()).findFirst())
        .chain(
            kept -> kept.isPresent() ? Uni.createFrom().item(kept.get()) : fetched(model, sha256));
  }

  private Uni<Buffer> fetched(UUID model, String sha256) {
    return artifacts
        .fetch(model)
        .call(bytes -> checked(bytes, sha256))
        .call(bytes -> work.atomically(connection -> keep(connection, sha256, bytes)));
  }

  private Uni<Void> checked(Buffer bytes, String sha256) {
    return pool.compute(() -> Fingerprint.ofBytes(bytes.getBytes()).hex())
        .chain(found ->
            found.equals(sha256)
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(otherBytes(found, sha256)));
  }

  private static OtherKernel otherBytes(String found, String expected) {
    return new OtherKernel(
        "The bundle that training-service gave is not the one that the model names",
        Map.of("found_sha256", found, "expected_sha256", expected));
  }

  private Uni<Void> keep(SqlConnection connection, String sha256, Buffer bytes) {
    return connection
        .preparedQuery(schema.sql(KEEP_BUNDLE))
        .execute(Tuple.of(sha256, bytes))
        .replaceWithVoid();
  }

  private static @Nullable String sha256(ModelState state) {
    return state.artifact() == null ? null : state.artifact().sha256();
  }

  private static JsonObject json(ModelState state) {
    try {
      return new JsonObject(ContractJson.mapper().writeValueAsString(state));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model's state is JSON", e);
    }
  }

  private static ModelState state(Row row) {
    try {
      return ContractJson.mapper().readValue(row.getJsonObject("state").encode(), ModelState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept model state cannot be read", e);
    }
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
