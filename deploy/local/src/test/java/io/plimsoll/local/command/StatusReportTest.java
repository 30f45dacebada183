package io.plimsoll.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.process.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusReportTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void hasTheShapeThatProgramsRead() throws IOException {
    Keys keys = Keys.open(new PlimsollHome(folder));
    RunState state =
        new RunState(
            1,
            2,
            true,
            Map.of(
                "training", new RunState.ServiceState("http://127.0.0.1:8081", 3),
                "simulation", new RunState.ServiceState("http://127.0.0.1:8082", 4),
                "batch", new RunState.ServiceState("http://127.0.0.1:8083", 5)),
            new RunState.InfraState(6, 5432, "127.0.0.1:9092"));

    String json = StatusReport.json(state, keys);

    String expected =
        """
        {"training":{"url":"http://127.0.0.1:8081"},
         "simulation":{"url":"http://127.0.0.1:8082"},
         "batch":{"url":"http://127.0.0.1:8083"},
         "kafka":{"bootstrap":"127.0.0.1:9092"},
         "keys":{"viewer":"%1$s/keys/viewer.key","operator":"%1$s/keys/operator.key",
                 "admin":"%1$s/keys/admin.key"}}
        """
            .formatted(folder.toAbsolutePath());
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(json)).isEqualTo(mapper.readTree(expected));
    assertThat(json).doesNotContain("\n");
  }
}
