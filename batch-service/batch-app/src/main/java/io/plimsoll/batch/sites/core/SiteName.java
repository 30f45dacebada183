package io.plimsoll.batch.sites.core;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a site in its normal form: lower case, punycode, without scheme, {@code www.} and
 * path.
 *
 * @param host a registrable name or one below it
 * @param port the port, where the item named one
 */
public record SiteName(String host, Optional<Integer> port) {
  private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*)://(.*)");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}\\p{Cf}]");

  /** Dots of other scripts are dots too; one at the end names the root. */
  private static final Pattern EMPTY_LABEL =
      Pattern.compile("^[.\u3002\uFF0E\uFF61]|[.\u3002\uFF0E\uFF61]{2}");

  private static final int LONGEST = 2_048;
  private static final int LONGEST_HOST = 253;

  /** What became of a text that should name a site. */
  public sealed interface Reading {
    /** It does. */
    record Valid(SiteName name) implements Reading {}

    /** It does not. */
    record Invalid(String reason) implements Reading {}
  }

  /** The normal form as a text. */
  public String text() {
    return port.map(number -> host + ":" + number).orElse(host);
  }

  /** The part of the name that somebody registered, which all pages of a site share. */
  public String registered() {
    return registered(host).orElse(host);
  }

  /** The part of a host's name that somebody registered. */
  static Optional<String> registered(String host) {
    return Optional.ofNullable(EffectiveTldFinder.getAssignedDomain(host, true, true));
  }

  /** Reads what somebody typed: a domain or a URL. */
  public static Reading read(String typed, Set<Integer> allowedPorts) {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty() || text.length() > LONGEST) {
      return invalid("%d characters (expected: 1 to %d)".formatted(text.length(), LONGEST));
    }
    if (SPACE.matcher(text).find()) {
      return invalid("holds a space (expected: a domain or URL)");
    }
    if (text.indexOf('@') >= 0) {
      return invalid("holds an @ (expected: a domain or URL without a user)");
    }
    var scheme = SCHEME.matcher(text);
    if (scheme.matches()) {
      if (!scheme.group(1).equals("http") && !scheme.group(1).equals("https")) {
        return invalid("scheme %s (expected: http or https)".formatted(scheme.group(1)));
      }
      text = scheme.group(2);
    }
    String authority = text.split("[/?#\\\\]", 2)[0];
    return authority.startsWith("[")
        ? invalid("an IP address (expected: a domain)")
        : readAuthority(authority, allowedPorts);
  }

  private static Reading readAuthority(String authority, Set<Integer> allowedPorts) {
    int colon = authority.indexOf(':');
    if (colon < 0) {
      return readHost(authority, Optional.empty());
    }
    if (authority.indexOf(':', colon + 1) >= 0) {
      return invalid("an IP address (expected: a domain)");
    }
    String port = authority.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || !allowedPorts.contains(Integer.parseInt(port, 10))) {
      return invalid("port %s (expected: none)".formatted(port));
    }
    return readHost(authority.substring(0, colon), Optional.of(Integer.parseInt(port, 10)));
  }

  private static Reading readHost(String typed, Optional<Integer> port) {
    if (EMPTY_LABEL.matcher(typed).find()) {
      return invalid("an empty label (expected: labels between the dots)");
    }
    String host;
    try {
      host = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return invalid("no domain name (expected: labels of letters, digits and hyphens)");
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    String[] labels = host.split("\\.", -1);
    if (labels.length > 0 && NUMBER.matcher(labels[labels.length - 1]).matches()) {
      return invalid("an IP address (expected: a domain)");
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return invalid(
            "label '%s' (expected: letters, digits and hyphens)".formatted(brief(label)));
      }
    }
    if (labels.length < 2) {
      return invalid("a single label (expected: a domain with its top-level domain)");
    }
    if (host.length() > LONGEST_HOST) {
      return invalid("%d characters of host (expected: at most 253)".formatted(host.length()));
    }
    boolean isBare = host.startsWith("www.") && labels.length > 2;
    String name = isBare ? host.substring(4) : host;
    return registered(name).isEmpty()
        ? invalid("no registrable domain (expected: one below a public suffix)")
        : new Reading.Valid(new SiteName(name, port));
  }

  private static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  private static Reading invalid(String reason) {
    return new Reading.Invalid("item: " + reason);
  }
}
