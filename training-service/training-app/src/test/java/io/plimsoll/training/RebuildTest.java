package io.plimsoll.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The copy of the bars is only a copy. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class RebuildTest {
  /** A digest of what every request reads: the newest chunk of each period, with its columns. */
  private static final String NEWEST =
      """
      select hashtextextended(string_agg(h::text || c::text, '|' order by h::text), 0)
      from bar_head h join bar_chunk c on c.hash = h.hash
      """;

  private static final String HEADS = "select count(*) from bar_head";

  private final Db db;

  RebuildTest(DataSource source) {
    this.db = new Db(source);
  }

  /** A consumer that joins or leaves holds up its own group only. */
  @Test
  void givesEachChannelAGroupOfItsOwn() {
    Map<String, Set<String>> expected =
        Map.of(
            "training.batch-events", Set.of("batch.events.v1"),
            "training.market-bars", Set.of("market.bars.v1"),
            "training.training-commands", Set.of("training.commands.v1"));

    assertThat(Http.await(() -> Broker.topicsByGroup("training"), expected::equals))
        .isEqualTo(expected);
  }

  @Test
  void readsTheBarsAgainAsTheyWere() throws SQLException {
    Market.open();
    Market.publish("AGAIN", Timeframe.ONE_DAY, 400, 1);
    Market.publish("AGAIN", Timeframe.ONE_DAY, 800, 2);
    Market.awaitBars("AGAIN", 800);
    long newest = db.count(NEWEST);
    long heads = db.count(HEADS);
    db.update("delete from bar_head");
    db.update("delete from bar_chunk");

    Response refused = Http.as(TestKeys.OPERATOR).post("/admin/rebuild");
    Response accepted = Http.as(TestKeys.ADMIN).post("/admin/rebuild");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
    assertThat(accepted.jsonPath().getString("status")).isEqualTo("queued");
    assertThat(accepted.jsonPath().getString("work_item")).isNotBlank();
    assertThat(accepted.jsonPath().getList("topics")).containsExactly("market.bars.v1");
    Http.await(() -> db.count(HEADS), found -> found == heads);
    assertThat(Http.await(() -> db.count(NEWEST), found -> found == newest)).isEqualTo(newest);
    assertThat(Http.get("/symbols").jsonPath().getInt("items.find { it.symbol == 'AGAIN' }.bars"))
        .isEqualTo(800);
  }
}
