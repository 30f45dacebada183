package io.plimsoll.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class BodyLimitsTest {
  private static final int LIMIT = 1 << 20;

  @Test
  void refusesADeclaredLengthOverTheLimit() {
    given()
        .header("X-API-Key", TestKeys.OPERATOR)
        .contentType(ContentType.JSON)
        .body(order(LIMIT + 1))
        .post("/sample/orders")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:plimsoll:problem:too-large"));
  }

  @Test
  void takesABodyAtTheLimitOnTheEventLoop() {
    given()
        .header("X-API-Key", TestKeys.OPERATOR)
        .contentType(ContentType.JSON)
        .body(order(LIMIT))
        .post("/sample/orders")
        .then()
        .statusCode(200)
        .body("on_event_loop", equalTo(true));
  }

  @Test
  void refusesChunksThatGrowOverTheLimit() throws Exception {
    HttpResponse<String> answer = sent("/orders", "application/json", order(3 * LIMIT));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("urn:plimsoll:problem:too-large");
  }

  @Test
  void takesChunksBelowTheLimit() throws Exception {
    HttpResponse<String> answer = sent("/orders", "application/json", order(200_000));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"on_event_loop\":true");
  }

  @Test
  void holdsAPathToALimitOfItsOwn() throws Exception {
    HttpResponse<String> within = sent("/orders/small", "application/json", order(100));
    HttpResponse<String> over = sent("/orders/small", "application/json", order(101));

    assertThat(within.statusCode()).isEqualTo(404);
    assertThat(over.statusCode()).isEqualTo(413);
    assertThat(over.body()).contains("over 100 bytes");
    given()
        .header("X-API-Key", TestKeys.OPERATOR)
        .contentType(ContentType.JSON)
        .body(order(101))
        .post("/sample/orders/small")
        .then()
        .statusCode(413);
  }

  @Test
  void streamsLargerBodiesOnNamedRoutesOnly() throws Exception {
    HttpResponse<String> answer = sent("/stream", "application/octet-stream", order(3 * LIMIT));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(Integer.toString(3 * LIMIT));
  }

  @Test
  void answersAClientThatOffersHttp2InHttp1() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/logs"))
              .version(HttpClient.Version.HTTP_2)
              .header("X-API-Key", TestKeys.OPERATOR)
              .build();

      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  private HttpResponse<String> sent(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(
                  URI.create("http://localhost:" + RestAssured.port + "/sample" + path))
              .version(HttpClient.Version.HTTP_1_1)
              .header("X-API-Key", TestKeys.OPERATOR)
              .header("Content-Type", type)
              .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
              .build(),
          BodyHandlers.ofString());
    }
  }

  /** An order whose name fills the body to a length. */
  private static byte[] order(int length) {
    byte[] frame = "{\"lots\":1,\"name\":\"\"}".getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) 'x');
    System.arraycopy(frame, 0, body, 0, frame.length - 2);
    System.arraycopy(frame, frame.length - 2, body, length - 2, 2);
    return body;
  }
}
