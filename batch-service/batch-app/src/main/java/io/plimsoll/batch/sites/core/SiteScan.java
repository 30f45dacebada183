package io.plimsoll.batch.sites.core;

import io.plimsoll.batch.sites.SitesConfig;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.queue.TransientFault;
import io.plimsoll.platform.work.KernelPool;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Scans one site: its robots.txt, its home page over HTTPS or else HTTP, and a few pages more, one
 * after the other. Each request waits for its host's turn, each redirect is checked like the first
 * address, and everything that comes is untrusted.
 */
final class SiteScan {
  private static final int MOST_REDIRECTS = 5;

  private final Web web;
  private final HostPace pace;
  private final KernelPool pool;
  private final SitesConfig config;
  private final SiteName site;
  private final int mostPages;
  private final Map<String, Robots> robots = new HashMap<>();

  /** What a scan works with, whatever the site. */
  record Tools(Web web, HostPace pace, KernelPool pool, SitesConfig config) {}

  SiteScan(Tools tools, SiteName site, int mostPages) {
    this.web = tools.web();
    this.pace = tools.pace();
    this.pool = tools.pool();
    this.config = tools.config();
    this.site = site;
    this.mostPages = mostPages;
  }

  /** Gives what the site says of itself; fails with the reason for which it could not be read. */
  Uni<SiteReport> run() {
    return entrance()
        .chain(home -> follow(home, 0))
        .chain(this::read)
        .chain(report -> readMore(report, List.of()));
  }

  /** HTTPS, or HTTP where nobody answers there; a bad certificate is no reason to do without. */
  private Uni<URI> entrance() {
    URI secure = home("https");
    URI plain = home("http");
    return robots(secure)
        .replaceWith(secure)
        .onFailure(SiteScan::isUnreachable)
        .recoverWithUni(() -> robots(plain).replaceWith(plain));
  }

  private URI home(String scheme) {
    return URI.create(scheme + "://" + site.text() + "/");
  }

  private static boolean isUnreachable(Throwable failure) {
    return failure instanceof WebFault fault
        && (fault.kind() == WebFault.Kind.UNREACHABLE || fault.kind() == WebFault.Kind.TOO_SLOW);
  }

  /** The rules of a page's host, fetched once. */
  private Uni<Robots> robots(URI page) {
    Robots known = robots.get(origin(page));
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    URI file = page.resolve("/robots.txt");
    return robotsFile(file, 0)
        .chain(fetched -> pool.compute(() -> Robots.of(file, fetched, config.robotName())))
        .invoke(rules -> robots.put(origin(page), rules));
  }

  private Uni<Fetched> robotsFile(URI file, int redirects) {
    return turn(file, Duration.ZERO)
        .chain(() -> web.get(file, Robots.MOST_BYTES))
        .chain(fetched ->
            fetched.isRedirect() && redirects < MOST_REDIRECTS
                ? robotsFile(target(file, fetched), redirects + 1)
                : Uni.createFrom().item(fetched));
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  private Uni<Void> turn(URI uri, Duration asked) {
    Duration usual = config.hostInterval();
    return pace.turn(uri.getHost(), asked.compareTo(usual) > 0 ? asked : usual);
  }

  /** Gets a page wherever it has moved to, if its host lets us. */
  private Uni<Answer> follow(URI uri, int redirects) {
    return robots(uri)
        .invoke(rules -> requireAllowed(rules, uri))
        .chain(rules -> turn(uri, rules.delay()))
        .chain(() -> web.get(uri, config.pageBytes()))
        .chain(fetched -> next(uri, fetched, redirects));
  }

  private void requireAllowed(Robots rules, URI uri) {
    if (!rules.allows(uri)) {
      throw new PermanentFault("robots.txt: does not allow %s".formatted(brief(uri)));
    }
    if (rules.delay().compareTo(config.longestDelay()) > 0) {
      throw new PermanentFault(
          "robots.txt: asks for %d s between pages".formatted(rules.delay().toSeconds()));
    }
  }

  private Uni<Answer> next(URI uri, Fetched fetched, int redirects) {
    if (!fetched.isRedirect()) {
      requirePage(uri, fetched);
      return Uni.createFrom().item(new Answer(uri, fetched));
    }
    if (redirects >= MOST_REDIRECTS) {
      throw new PermanentFault("redirects: more than %d".formatted(MOST_REDIRECTS));
    }
    return follow(target(uri, fetched), redirects + 1);
  }

  /** Where an answer sends us, checked like any name that somebody typed. */
  private URI target(URI from, Fetched fetched) {
    String location = fetched.header("location").orElse("").strip();
    URI target;
    try {
      target = from.resolve(URI.create(location.split("#", 2)[0]));
    } catch (IllegalArgumentException e) {
      throw new PermanentFault("redirect: leads to no URL");
    }
    boolean isWeb = "http".equals(target.getScheme()) || "https".equals(target.getScheme());
    if (!isWeb || target.getHost() == null || target.getRawUserInfo() != null) {
      throw new PermanentFault("redirect: leads to no web page");
    }
    String authority =
        target.getPort() < 0 ? target.getHost() : target.getHost() + ":" + target.getPort();
    Set<Integer> ports = Set.copyOf(config.allowedPorts().orElse(List.of()));
    return switch (SiteName.read(withoutUsualPort(target, authority), ports)) {
      case SiteName.Reading.Valid _ -> target;
      case SiteName.Reading.Invalid(String reason) ->
          throw new PermanentFault("redirect: leads to " + reason.replace("item: ", ""));
    };
  }

  private static String withoutUsualPort(URI uri, String authority) {
    boolean isUsual =
        (uri.getPort() == 443 && uri.getScheme().equals("https"))
            || (uri.getPort() == 80 && uri.getScheme().equals("http"));
    return isUsual ? uri.getHost() : authority;
  }

  private void requirePage(URI uri, Fetched fetched) {
    int status = fetched.status();
    if (fetched.isPage()) {
      return;
    }
    if (status == 429 || status == 503) {
      Duration asked = RetryAfter.of(fetched);
      pace.keepAway(uri.getHost(), asked);
      throw new TransientFault("HTTP %d".formatted(status), asked);
    }
    if (status >= 500 || status == 408) {
      throw new TransientFault("HTTP %d".formatted(status));
    }
    throw new PermanentFault("HTTP %d".formatted(status));
  }

  private Uni<SiteReport> read(Answer home) {
    return pool.compute(
        () -> SiteReport.ofHome(site, home.uri(), home.fetched(), config.pageBytes()));
  }

  /** The pages after the first; what is wrong with one of them is noted, not the site's end. */
  private Uni<SiteReport> readMore(SiteReport report, List<URI> read) {
    if (read.size() + 1 >= mostPages) {
      return Uni.createFrom().item(report);
    }
    return report
        .nextPage(read)
        .map(uri -> another(report, uri).chain(next -> readMore(next, plus(read, uri))))
        .orElseGet(() -> Uni.createFrom().item(report));
  }

  private Uni<SiteReport> another(SiteReport report, URI uri) {
    return follow(uri, 0)
        .chain(answer -> pool.compute(() -> report.withPage(uri, answer.uri(), answer.fetched())))
        .onFailure(SiteScan::isOfThePage)
        .recoverWithItem(failure -> report.withFault(uri, String.valueOf(failure.getMessage())));
  }

  private static boolean isOfThePage(Throwable failure) {
    return failure instanceof WebFault
        || failure instanceof PermanentFault
        || failure instanceof TransientFault;
  }

  private static List<URI> plus(List<URI> read, URI uri) {
    return Stream.concat(read.stream(), Stream.of(uri)).toList();
  }

  private static String brief(URI uri) {
    String path = String.valueOf(uri.getRawPath());
    return path.length() <= 100 ? path : path.substring(0, 100) + "...";
  }

  private record Answer(URI uri, Fetched fetched) {}
}
