package io.plimsoll.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.ExitCode;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.Json;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a service build its read models again. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Has a service build its read models again.",
      "It drops its copies of others' state and reads their compacted topics from the beginning.",
      "Its own records stay. Requests that need a copy wait or are refused until it is there again.",
      ""
    })
public final class RebuildCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SERVICE", description = "training, simulation or batch.")
  private String service = "";

  @Option(names = "--json", description = "The service's answer, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Service asked = Service.parse(service);
    Running running = Running.find();
    JsonNode answer =
        ApiClient.of(running.state(), asked, running.keys(), Role.ADMIN)
            .post("/admin/rebuild", Json.object(Map.of()));
    if (json) {
      System.out.println(answer);
    } else {
      Console.of(false).line(said(answer));
    }
    return ExitCode.OK;
  }

  private String said(JsonNode answer) {
    return answer.path("status").asText().equals("nothing_to_rebuild")
        ? "%s-service keeps no copies of others' state: there is nothing to rebuild."
            .formatted(service)
        : "%s-service reads again: %s (work item %s)"
            .formatted(
                service,
                String.join(
                    ", ", answer.path("topics").valueStream().map(JsonNode::asText).toList()),
                answer.path("work_item").asText());
  }
}
