package io.plimsoll.batch.pipelines.store;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Map;

/** JSON columns as trees. */
final class JsonTrees {
  private JsonTrees() {}

  /** The column's object; absent is empty. */
  static Map<String, Object> read(Row row, String column) {
    JsonObject json = row.getJsonObject(column);
    return json == null ? Map.of() : json.getMap();
  }

  /** The tree as JSON text, for a cast in the statement. */
  static String text(Map<String, Object> tree) {
    return new JsonObject(tree).encode();
  }
}
