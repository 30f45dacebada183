package io.plimsoll.batch.sites.core;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.plimsoll.platform.queue.TransientFault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What a host's robots.txt lets us read, as RFC 9309 has it: none means all, an error of the server
 * means nothing for now.
 */
final class Robots {
  /** The most bytes of the file that are read. */
  static final int MOST_BYTES = 512_000;

  private final BaseRobotRules rules;

  private Robots(BaseRobotRules rules) {
    this.rules = rules;
  }

  static Robots of(URI file, Fetched fetched, String robotName) {
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    if (fetched.isPage()) {
      byte[] text = Unpacked.of(fetched, MOST_BYTES).bytes();
      String type = fetched.header("content-type").orElse("text/plain");
      return new Robots(parser.parseContent(file.toString(), text, type, List.of(robotName)));
    }
    if (fetched.status() == 429 || fetched.status() >= 500) {
      throw new TransientFault(
          "robots.txt: HTTP %d".formatted(fetched.status()), RetryAfter.of(fetched));
    }
    return new Robots(new SimpleRobotRules(SimpleRobotRules.RobotRulesMode.ALLOW_ALL));
  }

  boolean allows(URI page) {
    return rules.isAllowed(page.toString());
  }

  /** How long to wait between two pages, where the file says. */
  Duration delay() {
    long millis = rules.getCrawlDelay();
    return millis <= 0 ? Duration.ZERO : Duration.ofMillis(millis);
  }
}
