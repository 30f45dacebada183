package io.plimsoll.batch.sites.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.batch.sites.SitesConfig;
import io.plimsoll.batch.sites.core.Fetched;
import io.plimsoll.batch.sites.core.WebFault;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing that is not public is ever connected to; the connector here records and sends nothing.
 */
class SsrfTest {
  private static final String PUBLIC = "93.184.216.34";

  private final List<InetAddress> connected = new ArrayList<>();
  private final Deque<List<String>> answers = new ArrayDeque<>();
  private final GuardedWeb web =
      new GuardedWeb(
          _ ->
              Uni.createFrom()
                  .item(() -> answers.removeFirst().stream().map(SsrfTest::of).toList()),
          (_, address, _) -> {
            connected.add(address);
            return Uni.createFrom().item(new Fetched(200, Map.of(), Buffer.buffer("page"), false));
          },
          new SmallRyeConfigBuilder()
              .withMapping(SitesConfig.class)
              .build()
              .getConfigMapping(SitesConfig.class));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "10.0.0.1", "192.168.0.1", "172.16.5.4", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "168.63.129.16", "::1", "fe80::1", "fd00:ec2::254",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"
      })
  void neverConnectsToAForbiddenAddress(String address) {
    answers.add(List.of(address));

    assertForbidden();
    assertThat(connected).isEmpty();
  }

  @Test
  void neverConnectsToAHostOfWhichOneAddressIsForbidden() {
    answers.add(List.of(PUBLIC, "10.0.0.1"));

    assertForbidden();
    assertThat(connected).isEmpty();
  }

  @Test
  void connectsToTheVeryAddressThatItCheckedAndAsksForNoOther() {
    answers.add(List.of(PUBLIC));
    answers.add(List.of("127.0.0.1")); // what a rebinding name says when asked again

    get();

    assertThat(connected).containsExactly(of(PUBLIC));
    assertThat(answers).as("looked up once").hasSize(1);
  }

  @Test
  void checksARebindingNameAnewAtEachRequest() {
    answers.add(List.of(PUBLIC));
    answers.add(List.of("127.0.0.1"));

    get();
    assertForbidden();

    assertThat(connected).containsExactly(of(PUBLIC));
  }

  @Test
  void saysSoWhenThereIsNoAddressAtAll() {
    answers.add(List.of());

    assertThatThrownBy(this::get)
        .isInstanceOfSatisfying(
            WebFault.class, fault -> assertThat(fault.kind()).isEqualTo(WebFault.Kind.NO_HOST));
  }

  private void assertForbidden() {
    assertThatThrownBy(this::get)
        .isInstanceOfSatisfying(
            WebFault.class, fault -> assertThat(fault.kind()).isEqualTo(WebFault.Kind.FORBIDDEN))
        .hasMessageNotContaining("10.")
        .hasMessageNotContaining("127.");
  }

  private Fetched get() {
    return web.get(URI.create("https://example.com/"), 1_000)
        .await()
        .atMost(Duration.ofSeconds(60));
  }

  private static InetAddress of(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
