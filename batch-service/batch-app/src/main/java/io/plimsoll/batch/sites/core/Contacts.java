package io.plimsoll.batch.sites.core;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** How a site can be reached: gathered over its pages, up to a few of each kind. */
final class Contacts {
  private static final int MOST_EMAILS = 5;
  private static final int MOST_PHONES = 3;
  private static final int MOST_TEXT = 100_000;
  private static final int MOST_TRIES = 200;
  private static final Pattern EMAIL =
      Pattern.compile("[a-z0-9][a-z0-9._%+-]{0,63}@([a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24}");
  private static final Pattern FILE = Pattern.compile(".*\\.(png|jpe?g|gif|webp|svg|css|js)");
  private static final Map<String, Pattern> NETWORKS = new LinkedHashMap<>();

  static {
    NETWORKS.put("facebook", Pattern.compile("(.+\\.)?(facebook|fb)\\.com"));
    NETWORKS.put("twitter", Pattern.compile("(.+\\.)?(twitter|x)\\.com"));
    NETWORKS.put("linkedin", Pattern.compile("(.+\\.)?linkedin\\.com"));
    NETWORKS.put("instagram", Pattern.compile("(.+\\.)?instagram\\.com"));
    NETWORKS.put("youtube", Pattern.compile("(.+\\.)?(youtube\\.com|youtu\\.be)"));
  }

  private static final Pattern SHARING =
      Pattern.compile(
          "/(sharer?|share\\.php|intent|shareArticle|plugins|dialog|tr)(/.*|\\.php.*)?");

  private final String region;
  private final Set<String> emails = new LinkedHashSet<>();
  private final Set<String> phones = new LinkedHashSet<>();
  private final Map<String, String> social = new LinkedHashMap<>();

  Contacts(SiteName site) {
    this.region = regionOf(site.host());
  }

  /** The country of a country's domain; elsewhere numbers without a prefix are American. */
  private static String regionOf(String host) {
    String top = host.substring(host.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    String country = top.equals("UK") ? "GB" : top;
    return PhoneNumberUtil.getInstance().getSupportedRegions().contains(country) ? country : "US";
  }

  void add(PageReader reader) {
    Document page = reader.page();
    for (Element link : page.select("a[href^=mailto:]")) {
      addEmails(decoded(link.attr("href").substring(7)));
    }
    for (Element link : page.select("a[href^=tel:]")) {
      addPhone(decoded(link.attr("href").substring(4)));
    }
    String text = page.text();
    String some = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    addEmails(some);
    addPhones(some);
    for (URI link : reader.links()) {
      addSocial(link);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text; // not encoded after all
    }
  }

  private void addEmails(String text) {
    Matcher found = EMAIL.matcher(text.toLowerCase(Locale.ROOT));
    while (emails.size() < MOST_EMAILS && found.find()) {
      if (!FILE.matcher(found.group()).matches()) {
        emails.add(found.group());
      }
    }
  }

  private void addPhone(String text) {
    if (phones.size() < MOST_PHONES && text.length() <= 40) {
      try {
        PhoneNumber number = PhoneNumberUtil.getInstance().parse(text, region);
        if (PhoneNumberUtil.getInstance().isValidNumber(number)) {
          phones.add(format(number));
        }
      } catch (NumberParseException _) {
        // a link to something that is no number tells nothing
      }
    }
  }

  private void addPhones(String text) {
    Iterable<PhoneNumberMatch> matches =
        PhoneNumberUtil.getInstance().findNumbers(text, region, Leniency.VALID, MOST_TRIES);
    for (PhoneNumberMatch match : matches) {
      if (phones.size() >= MOST_PHONES) {
        return;
      }
      phones.add(format(match.number()));
    }
  }

  private static String format(PhoneNumber number) {
    return PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164);
  }

  private void addSocial(URI link) {
    String host = link.getHost().toLowerCase(Locale.ROOT);
    String path = Optional.ofNullable(link.getPath()).orElse("");
    if (path.length() < 2 || SHARING.matcher(path).matches()) {
      return;
    }
    NETWORKS.forEach((network, hosts) -> {
      if (hosts.matcher(host).matches()) {
        Texts.clean(link.toString(), 500).ifPresent(uri -> social.putIfAbsent(network, uri));
      }
    });
  }

  List<String> emails() {
    return List.copyOf(emails);
  }

  List<String> phones() {
    return List.copyOf(phones);
  }

  Map<String, String> social() {
    return new LinkedHashMap<>(social);
  }
}
