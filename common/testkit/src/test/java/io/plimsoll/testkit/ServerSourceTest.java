package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerSourceTest {
  private static final ContainerEngine ABSENT = new ContainerEngine("unix:///nowhere/docker.sock");

  @Test
  void takesJarsWhereNoEngineAnswersAndSaysSo() {
    ServerSource source = ServerSource.choose("auto", ABSENT);

    assertThat(source.describe())
        .isEqualTo("jars: no container engine answers at unix:///nowhere/docker.sock");
  }

  @Test
  void takesContainersWhereAnEngineAnswers() throws IOException {
    HttpServer engine =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.createContext(
        "/_ping",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    engine.start();
    ContainerEngine found =
        new ContainerEngine("tcp://127.0.0.1:%d".formatted(engine.getAddress().getPort()));

    ServerSource source = ServerSource.choose("auto", found);

    engine.stop(0);
    assertThat(source)
        .isEqualTo(
            new ServerSource.Containers(false, "a container engine answers at " + found.address()));
  }

  @Test
  void doesNotWaitForAnEngineThatIsSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ContainerEngine engine =
          new ContainerEngine("tcp://127.0.0.1:%d".formatted(silent.getLocalPort()));

      boolean answers = assertTimeoutPreemptively(Duration.ofMinutes(1), engine::answers);

      assertThat(answers).isFalse();
    }
  }

  @Test
  void obeysTheProperty() {
    assertThat(ServerSource.choose("jars", ABSENT)).isInstanceOf(ServerSource.Jars.class);
    assertThat(ServerSource.choose("containers", ABSENT))
        .isEqualTo(new ServerSource.Containers(true, "-Dplimsoll.test.infra=containers says so"));
    assertThatThrownBy(() -> ServerSource.choose("clouds", ABSENT))
        .hasMessage("plimsoll.test.infra: clouds (expected: jars, containers or auto)");
  }
}
