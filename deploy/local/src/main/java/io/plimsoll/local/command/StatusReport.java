package io.plimsoll.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.process.RunState;
import io.plimsoll.local.process.Service;
import java.util.Locale;

/** The addresses of a running platform, for people and for programs. */
final class StatusReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusReport() {}

  /** {@code {"training":{"url":…},"simulation":{…},"batch":{…},"kafka":{…},"keys":{…}}}. */
  static String json(RunState state, Keys keys) {
    ObjectNode root = JSON.createObjectNode();
    for (Service service : Service.values()) {
      root.putObject(service.text()).put("url", state.url(service));
    }
    root.putObject("kafka").put("bootstrap", state.infra().kafkaBootstrap());
    ObjectNode files = root.putObject("keys");
    for (Role role : Role.values()) {
      files.put(role.text(), keys.file(role).toString());
    }
    return root.toString();
  }

  static void print(Console console, RunState state, Keys keys) {
    for (Service service : Service.values()) {
      String url = state.url(service);
      console.line(
          String.format(
              Locale.ROOT, "  %-11s %s   API: %s/q/swagger-ui", service.text(), url, url));
    }
    console.line("  kafka       " + state.infra().kafkaBootstrap());
    console.line("  postgresql  127.0.0.1:" + state.infra().postgresPort());
    console.line("  keys        header X-API-Key, one file each:");
    for (Role role : Role.values()) {
      console.line(String.format(Locale.ROOT, "    %-9s %s", role.text(), keys.file(role)));
    }
  }
}
