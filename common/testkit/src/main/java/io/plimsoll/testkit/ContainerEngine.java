package io.plimsoll.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A container engine of this machine; asking it costs half a second at most.
 *
 * @param address where its API is, as DOCKER_HOST writes it
 */
record ContainerEngine(String address) {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final String PING = "GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n";
  private static final int ANSWER = 256;

  /** The engine that the environment names, else the one at the usual place. */
  static ContainerEngine ofEnvironment() {
    String named = System.getenv("DOCKER_HOST");
    if (named != null && !named.isBlank()) {
      return new ContainerEngine(named);
    }
    Path usersOwn = Path.of(System.getProperty("user.home"), ".docker/run/docker.sock");
    return new ContainerEngine(
        "unix://" + (Files.exists(usersOwn) ? usersOwn : Path.of("/var/run/docker.sock")));
  }

  /** Says whether it answers now. */
  boolean answers() {
    CompletableFuture<Boolean> ping = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("engine-ping").start(() -> ping.complete(ping()));
    try {
      return ping.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean ping() {
    try (SocketChannel channel = SocketChannel.open(socket())) {
      channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(ANSWER);
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        // until it closes or has said enough
      }
      String text = StandardCharsets.US_ASCII.decode(answer.flip()).toString();
      return text.startsWith("HTTP/1.") && text.contains(" 200 ");
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private SocketAddress socket() {
    URI uri = URI.create(address);
    return uri.getScheme().equals("unix")
        ? UnixDomainSocketAddress.of(uri.getPath())
        : new InetSocketAddress(uri.getHost(), uri.getPort());
  }
}
