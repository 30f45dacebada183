package io.plimsoll.local.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The long campaigns; every build runs them at a fiftieth of their size. */
enum Campaign {
  ACCOUNTING("verification/campaigns", "AccountingIT"),
  KILL("verification/end-to-end-tests", "KillIT"),
  REPLAY("verification/end-to-end-tests", "ReplayIT"),
  TRUNCATION("verification/campaigns", "TruncationIT");

  private static final String ALL = "all";

  private final String module;
  private final String test;

  Campaign(String module, String test) {
    this.module = module;
    this.test = test;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  static boolean isKnown(String name) {
    return name.equals(ALL) || names().contains(name);
  }

  /** What Maven is told to run one campaign, or all, at full size. */
  static List<String> arguments(String name, Path results) {
    List<Campaign> chosen =
        Arrays.stream(values())
            .filter(one -> name.equals(ALL) || one.name().toLowerCase(Locale.ROOT).equals(name))
            .toList();
    return List.of(
        "-pl",
        String.join(",", chosen.stream().map(one -> one.module).distinct().toList()),
        "-am",
        "-Dplimsoll.campaign.scale=1",
        "-Dplimsoll.campaign.results=" + results,
        "-Dtest=None",
        "-Dit.test=" + String.join(",", chosen.stream().map(one -> one.test).toList()));
  }
}
