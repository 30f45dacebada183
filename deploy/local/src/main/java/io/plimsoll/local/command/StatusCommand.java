package io.plimsoll.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.ExitCode;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.RefusedException;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what runs where. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Prints addresses, health and key files.",
      "Exit code 3 when nothing runs.",
      "--json prints {\"training\":{\"url\":...},\"simulation\":{...},\"batch\":{...},",
      "\"kafka\":{\"bootstrap\":...},\"keys\":{\"viewer\":FILE,\"operator\":FILE,\"admin\":FILE}}.",
      ""
    })
public final class StatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One JSON object, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Running running = Running.find();
    if (json) {
      System.out.println(StatusReport.json(running.state(), running.keys()));
      return ExitCode.OK;
    }
    Console console = Console.of(false);
    StatusReport.print(console, running.state(), running.keys());
    console.line("  health");
    for (Service service : Service.values()) {
      console.line("    %-11s %s".formatted(service.text(), health(running, service)));
    }
    return ExitCode.OK;
  }

  private static String health(Running running, Service service) throws InterruptedException {
    try {
      JsonNode health =
          ApiClient.of(running.state(), service, running.keys(), Role.VIEWER).get("/health");
      return health.path("status").asText();
    } catch (RefusedException e) {
      return "degraded (%d): %s".formatted(e.status(), e.getMessage());
    } catch (IOException e) {
      return "does not answer: " + e.getMessage();
    }
  }
}
