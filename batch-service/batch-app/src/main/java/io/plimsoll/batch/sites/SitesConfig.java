package io.plimsoll.batch.sites;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of site scans. */
@ConfigMapping(prefix = "plimsoll.batch.sites")
public interface SitesConfig {
  /** How the scanner names itself; says whom to ask. */
  @WithDefault("PlimsollSiteScan/0.1 (+https://github.com/plimsoll; site owners: robots.txt)")
  String userAgent();

  /** The name that robots.txt files know it by. */
  @WithDefault("plimsollsitescan")
  String robotName();

  /** How many sites this process scans at once, which bounds its connections too. */
  @WithDefault("16")
  int concurrency();

  /** How long one page may take, from the first packet to the last. */
  @WithDefault("PT15S")
  Duration pageTimeout();

  /** How long a connection may take to be made. */
  @WithDefault("PT5S")
  Duration connectTimeout();

  /** The most bytes of a page, as sent and again as unpacked. */
  @WithDefault("5242880")
  int pageBytes();

  /** The time between two requests to one host; a longer one of its robots.txt holds. */
  @WithDefault("PT0.5S")
  Duration hostInterval();

  /** The longest crawl delay that is waited out; a site that asks for more is left alone. */
  @WithDefault("PT30S")
  Duration longestDelay();

  /** Ports that an item may name beside the usual ones. */
  Optional<List<Integer>> allowedPorts();

  /** Networks that are scanned although they are not public, such as 127.0.0.0/8; for tests. */
  Optional<List<String>> allow();

  /** Where plain HTTP is spoken. */
  @WithDefault("80")
  int httpPort();

  /** Where HTTPS is spoken. */
  @WithDefault("443")
  int httpsPort();

  /** A PEM file of authorities to trust instead of the JVM's. */
  Optional<Path> trust();
}
