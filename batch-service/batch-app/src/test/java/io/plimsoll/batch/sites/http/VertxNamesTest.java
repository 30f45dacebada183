package io.plimsoll.batch.sites.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.batch.sites.core.WebFault;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a name server on loopback that knows one host with two addresses. */
class VertxNamesTest {
  private static final int TYPE_A = 1;
  private static final int HEADER = 12;

  private final DatagramSocket server;
  private final Vertx vertx;
  private final VertxNames names;

  VertxNamesTest() throws SocketException {
    server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::serve);
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setAddressResolverOptions(
                    new AddressResolverOptions()
                        .addServer("127.0.0.1:" + server.getLocalPort())
                        .setSearchDomains(List.of())));
    names = new VertxNames(vertx);
  }

  @AfterEach
  void stop() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void givesEveryAddressOfAHost() throws IOException {
    assertThat(resolve("two.example.com"))
        .containsExactlyInAnyOrder(
            InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1"));
  }

  @Test
  void saysThatThereIsNoSuchHost() {
    assertThatThrownBy(() -> resolve("none.example.com"))
        .isInstanceOfSatisfying(
            WebFault.class, fault -> assertThat(fault.kind()).isEqualTo(WebFault.Kind.NO_HOST))
        .hasMessage("none.example.com: no such host");
  }

  private List<InetAddress> resolve(String host) {
    return names.resolve(host).await().atMost(Duration.ofSeconds(60));
  }

  private void serve() {
    byte[] buffer = new byte[512];
    while (!server.isClosed()) {
      try {
        DatagramPacket query = new DatagramPacket(buffer, buffer.length);
        server.receive(query);
        byte[] answer = answer(Arrays.copyOf(query.getData(), query.getLength()));
        server.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
      } catch (SocketException _) {
        return; // closed at the end of the test
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** RFC 1035: the question again, then two addresses, none, or "no such name". */
  private static byte[] answer(byte[] query) {
    int end = HEADER;
    while (query[end] != 0) {
      end += query[end] + 1;
    }
    int type = ByteBuffer.wrap(query).getShort(end + 1);
    boolean isKnown = new String(query, StandardCharsets.ISO_8859_1).contains("two");
    boolean hasAddresses = isKnown && type == TYPE_A;
    ByteBuffer answer = ByteBuffer.allocate(512);
    answer.put(query, 0, 2).putShort((short) (isKnown ? 0x8180 : 0x8183));
    answer.putShort((short) 1).putShort((short) (hasAddresses ? 2 : 0)).putInt(0);
    answer.put(query, HEADER, end + 5 - HEADER);
    if (hasAddresses) {
      address(answer, 93, 184, 216, 34);
      address(answer, 10, 0, 0, 1);
    }
    return Arrays.copyOf(answer.array(), answer.position());
  }

  private static void address(ByteBuffer answer, int... bytes) {
    answer.putShort((short) 0xC00C).putShort((short) TYPE_A).putShort((short) 1);
    answer.putInt(60).putShort((short) 4);
    for (int one : bytes) {
      answer.put((byte) one);
    }
  }
}
