package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.batch.sites.http.RecordingConnector;
import io.plimsoll.batch.sites.http.SiteServer;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Scans of every kind of site, against a server on loopback that is all of them. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
@QuarkusTestResource(SiteServer.class)
class SiteScanTest {
  private final Db db;
  private final RecordingConnector connector;

  @Inject
  SiteScanTest(DataSource source, RecordingConnector connector) {
    this.db = new Db(source);
    this.connector = connector;
  }

  @Test
  void readsWhatASiteSaysOfItself() {
    JsonPath item = scan("HTTPS://www.rich.example.com/start?x=1", Map.of("max_pages", 2));

    JsonPath found = item;
    assertThat(found.getString("status")).as(found.prettify()).isEqualTo("completed");
    assertThat(found.getString("item")).isEqualTo("rich.example.com");
    Map<String, Object> result = found.getMap("result");
    assertThat(result)
        .containsEntry("domain", "rich.example.com")
        .containsEntry("final_url", "http://rich.example.com/")
        .containsEntry("http_status", 200)
        .containsEntry("title", "Rich & Sons — Tea")
        .containsEntry("description", "Tea since 1823.")
        .containsEntry("language", "en-GB")
        .containsEntry("favicon", "http://rich.example.com/favicon.ico?v=2")
        .containsEntry("logo", "http://rich.example.com/img/logo.svg")
        .containsEntry("wordpress", true)
        .containsEntry("wordpress_version", "6.7.1")
        .containsEntry("elementor", true)
        .containsEntry("truncated", false);
    assertThat(found.<String>getList("result.emails"))
        .containsExactly(
            "hello@rich.example.com",
            "tea@rich.example.com",
            "sales@rich.example.com",
            "one@rich.example.com",
            "two@rich.example.com");
    assertThat(found.<String>getList("result.phones"))
        .containsExactly("+442079460959", "+442079460958", "+442079460960");
    assertThat(found.<String, String>getMap("result.social"))
        .containsOnlyKeys("facebook", "twitter", "linkedin", "instagram", "youtube")
        .containsEntry("facebook", "https://www.facebook.com/richtea");
    assertThat(found.<String>getList("result.technologies"))
        .contains("WordPress", "Elementor", "jQuery", "Google Tag Manager", "nginx", "PHP");
    assertThat(found.<String>getList("result.pages.url"))
        .as("the page that says whom to ask comes first")
        .containsExactly("http://rich.example.com/", "http://rich.example.com/contact/");
    assertThat(found.getString("result.content_hash")).matches("[0-9a-f]{64}");
  }

  @Test
  void speaksHttpsWhereItIsSpokenAndTrusted() {
    assertThat(scan("secure.example.com", Map.of()).getString("result.final_url"))
        .isEqualTo("https://secure.example.com/");
  }

  @Test
  void trapACertificateThatIsNotTrustedIsNoWayIn() {
    JsonPath untrusted = scan("broken.example.com", Map.of("max_attempts", 3));
    JsonPath ofAnother = scan("wronghost.example.com", Map.of("max_attempts", 3));

    for (JsonPath item : List.of(untrusted, ofAnother)) {
      assertThat(item.getString("status")).isEqualTo("failed");
      assertThat(item.getString("error")).startsWith("TLS: ");
      assertThat(item.getInt("attempts")).isEqualTo(1);
    }
    assertThat(seen()).doesNotContainKeys("wronghost.example.com/", "broken.example.com/");
  }

  @Test
  void endsEveryBadPageWithItsReason() {
    Map<String, String> reasons = new HashMap<>();
    reasons.put("slow.example.com", "no whole page within 10 s");
    reasons.put("endless.example.com", "no whole page within 10 s");
    reasons.put("loop.example.com", "redirects: more than 5");
    reasons.put("gone.example.com", "HTTP 404");
    reasons.put("alwaysbusy.example.com", "HTTP 429");
    reasons.put("down.example.com", "HTTP 500");
    reasons.put("denied.example.com", "robots.txt: does not allow /");
    reasons.put("named.example.com", "robots.txt: does not allow /");
    reasons.put("patient.example.com", "robots.txt: asks for 200 s between pages");
    reasons.put("robotless.example.com", "robots.txt: HTTP 503");
    reasons.put("badgzip.example.com", "content-encoding: the body is not gzip");
    reasons.put("nobody.example.com", "nobody answers");
    reasons.put("nxdomain.example.com", "nxdomain.example.com: no such host");

    String id =
        Batches.open(
            "site-scan",
            List.copyOf(reasons.keySet()),
            Map.of("max_attempts", 2, "max_concurrent", 16));

    assertThat(Batches.awaitEnd(id).getString("status")).isEqualTo("failed");
    JsonPath items = Batches.items(id, "offset=0");
    reasons.forEach((site, reason) ->
        assertThat(items.getString("items.find { it.item == '" + site + "' }.error"))
            .as(site)
            .startsWith(reason));
    assertThat(items.getInt("items.find { it.item == 'gone.example.com' }.attempts"))
        .as("what cannot pass is not tried again")
        .isEqualTo(1);
    assertThat(items.getInt("items.find { it.item == 'slow.example.com' }.attempts")).isEqualTo(2);
    assertThat(seen()).doesNotContainKeys("denied.example.com/", "named.example.com/");
  }

  @Test
  void readsOddPagesAsFarAsTheyMayBeRead() {
    JsonPath huge = scan("huge.example.com", Map.of());
    JsonPath bomb = scan("bomb.example.com", Map.of());
    JsonPath unknown = scan("charset.example.com", Map.of());
    JsonPath wrong = scan("mischarset.example.com", Map.of());
    JsonPath hops = scan("hop.example.com", Map.of());
    JsonPath picture = scan("picture.example.com", Map.of());

    for (JsonPath cut : List.of(huge, bomb)) {
      assertThat(cut.getString("status")).as(cut.prettify()).isEqualTo("completed");
      assertThat(cut.getBoolean("result.truncated")).isTrue();
      assertThat(cut.getInt("result.bytes")).isEqualTo(5_242_880);
    }
    assertThat(huge.getString("result.title")).isEqualTo("huge");
    assertThat(bomb.getString("result.title")).isEqualTo("bomb");
    assertThat(unknown.getString("result.title")).isEqualTo("Café Müller");
    assertThat(wrong.getString("status")).isEqualTo("completed");
    assertThat(wrong.getString("result.title")).startsWith("Caf");
    assertThat(hops.getString("result.final_url")).isEqualTo("http://hop.example.com/5");
    assertThat(picture.getString("result.content_type")).isEqualTo("image/png");
    assertThat(picture.<Object>get("result.title")).isNull();
  }

  @Test
  void comesBackAfterTheTimeThatABusySiteAsksFor() {
    JsonPath item = scan("busy.example.com", Map.of("max_attempts", 3));

    assertThat(item.getString("result.title")).isEqualTo("at last");
    assertThat(item.getInt("attempts")).isEqualTo(2);
    assertThat(
            db.count(
                "select extract(epoch from finished_at - created_at)::bigint from batch.work_done"
                    + " where id = "
                    + item.getLong("item_id")))
        .as("seconds, of which one was asked for")
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void trapNothingThatIsNotPublicIsConnectedTo() throws Exception {
    List<String> sites =
        List.of(
            "private.example.com",
            "halfprivate.example.com",
            "cloud.example.com",
            "inward.example.com",
            "decimal.example.com",
            "octal.example.com",
            "mapped.example.com",
            "metadata.example.com",
            "toprivate.example.com",
            "tofile.example.com");
    List<String> literals =
        List.of(
            "127.0.0.1",
            "http://169.254.169.254/latest/meta-data/",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "[::1]",
            "[::ffff:10.0.0.1]",
            "localhost");
    List<String> all = new ArrayList<>(sites);
    all.addAll(literals);

    String id = Batches.open("site-scan", all, Map.of("max_concurrent", 16));

    assertThat(Batches.awaitEnd(id).getInt("failed")).isEqualTo(18);
    JsonPath items = Batches.items(id, "offset=0");
    assertThat(items.<Integer>getList("items.attempts").stream().filter(n -> n == 0)).hasSize(8);
    assertThat(items.<String>getList("items.error"))
        .allSatisfy(error -> assertThat(error).doesNotContain("10.11.12.13"));
    for (InetAddress address : connector.connected()) {
      assertThat(address.isLoopbackAddress()).as(address.toString()).isTrue();
    }
    assertThat(connector.connected())
        .doesNotContain(
            InetAddress.getByName("10.11.12.13"), InetAddress.getByName("169.254.169.254"));
    assertThat(seen().keySet()).noneMatch(asked -> asked.startsWith("127.0.0.1"));
  }

  @Test
  void readsNoPageThatRobotsTxtKeepsBack() {
    JsonPath item = scan("partly.example.com", Map.of("max_pages", 5));

    assertThat(item.getString("status")).isEqualTo("completed");
    assertThat(item.<String>getList("result.pages.error"))
        .contains("robots.txt: does not allow /contact");
    assertThat(seen()).containsKey("partly.example.com/free");
    assertThat(seen()).doesNotContainKey("partly.example.com/contact");
  }

  @Test
  void findsWhatWasScannedAndWritesItAsAFile() {
    scan("formula.example.com", Map.of());
    scan("searchable.example.com", Map.of());

    Api.viewer()
        .get("/api/v1/sites?q=searchable")
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("items[0].domain", equalTo("searchable.example.com"))
        .body("items[0].report.title", equalTo("site searchable"));
    Api.viewer().get("/api/v1/sites?q=no-such-word").then().body("total", equalTo(0));
    Api.viewer().get("/api/v1/sites?q=100%25").then().statusCode(200).body("total", equalTo(0));
    Api.viewer()
        .get("/api/v1/sites/export?q=formula")
        .then()
        .statusCode(200)
        .header("Content-Type", containsString("text/csv"))
        .body(containsString("\"domain\",\"final_url\""))
        .body(containsString("\"'=HYPERLINK(\"\"http://evil\"\")\""));
    assertThat(db.count("select count(*) from batch.site where domain = 'searchable.example.com'"))
        .isEqualTo(1);
  }

  @Test
  void trapExtractedDataIsKeptWithItsItemAndExported() {
    String id =
        Batches.open(
            "site-scan", List.of("kept.example.com", "gone.example.com", "not@valid"), Map.of());
    Batches.awaitEnd(id);

    String csv =
        Api.viewer()
            .get(Batches.PATH + "/" + id + "/export")
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(csv.split("\r\n"))
        .hasSize(4)
        .anyMatch(line -> line.startsWith("\"kept.example.com\",\"completed\",1,,"))
        .anyMatch(line -> line.contains("mail@kept.example.com"))
        .anyMatch(line -> line.startsWith("\"gone.example.com\",\"failed\",1,\"HTTP 404\""))
        .anyMatch(line -> line.startsWith("\"not@valid\",\"failed\",0,"));
    assertThat(
            db.count(
                "select count(*) from batch.batch_item_result r join batch.site s"
                    + " on s.item_id = r.item_id and s.report = r.result"
                    + " where r.batch_id = ?::uuid",
                id))
        .isEqualTo(1);
  }

  @Test
  void scansManySitesWithBoundedConnectionsAndFlatMemory() {
    double scale = Double.parseDouble(System.getProperty("plimsoll.campaign.scale", "0.02"));
    int sites = (int) Math.round(10_000 * scale);
    scanMany("warm", Math.min(sites, 200));
    long connectionsBefore = connections();
    long before = usedAfterCollection();

    scanMany("many", sites);

    long grown = usedAfterCollection() - before;
    assertThat(grown).as("bytes of heap kept after %d sites", sites).isLessThan(64L << 20);
    assertThat(connector.mostOpen()).isLessThanOrEqualTo(16);
    assertThat(Integer.parseInt(seen().getOrDefault("most-open", "99")))
        .as("requests at once, as the server saw them; one that was dropped may still end there")
        .isLessThanOrEqualTo(24);
    assertThat(connections()).isLessThanOrEqualTo(connectionsBefore + 2);
  }

  private void scanMany(String name, int sites) {
    List<String> items =
        IntStream.range(0, sites).mapToObj(i -> name + i + ".example.com").toList();
    String id = Batches.open("site-scan", items, Map.of("max_concurrent", 100, "max_pages", 1));
    JsonPath end = Batches.awaitEnd(id);
    assertThat(end.getInt("completed")).as(end.prettify()).isEqualTo(sites);
  }

  private static long usedAfterCollection() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private long connections() {
    return db.count(
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and state like 'idle in transaction%'");
  }

  /** Scans one site and gives its item. */
  private static JsonPath scan(String site, Map<String, Object> options) {
    String id = Batches.open("site-scan", List.of(site), options);
    Batches.awaitEnd(id);
    String item = Api.viewer().get(Batches.PATH + "/" + id + "/items").asString();
    return new JsonPath(item).setRootPath("items[0]");
  }

  /** What the server was asked, by host and path. */
  private static Map<String, String> seen() {
    String told =
        io.restassured.RestAssured.given().get("http://127.0.0.1:" + port() + "/__seen").asString();
    Map<String, String> seen = new HashMap<>();
    for (String line : told.split("\n")) {
      int equals = line.lastIndexOf('=');
      seen.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return seen;
  }

  private static String port() {
    return org.eclipse.microprofile.config.ConfigProvider.getConfig()
        .getValue("plimsoll.batch.sites.http-port", String.class);
  }
}
