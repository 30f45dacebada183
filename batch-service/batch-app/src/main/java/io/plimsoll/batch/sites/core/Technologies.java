package io.plimsoll.batch.sites.core;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page tells of what it is made with: hints, not proof. */
final class Technologies {
  private static final Pattern WORDPRESS =
      Pattern.compile("wordpress\\s*([0-9]+(\\.[0-9]+){0,3})?.*");
  private static final Pattern ELEMENTOR =
      Pattern.compile("elementor\\s*([0-9]+(\\.[0-9]+){0,3})?.*");
  private static final Map<String, String> BY_SOURCE = new TreeMap<>();
  private static final Map<String, String> BY_GENERATOR = new TreeMap<>();
  private static final Map<String, String> BY_SERVER = new TreeMap<>();

  static {
    BY_SOURCE.put("jquery", "jQuery");
    BY_SOURCE.put("bootstrap", "Bootstrap");
    BY_SOURCE.put("react", "React");
    BY_SOURCE.put("vue", "Vue");
    BY_SOURCE.put("angular", "Angular");
    BY_SOURCE.put("/_next/", "Next.js");
    BY_SOURCE.put("/_nuxt/", "Nuxt");
    BY_SOURCE.put("googletagmanager.com", "Google Tag Manager");
    BY_SOURCE.put("google-analytics.com", "Google Analytics");
    BY_SOURCE.put("cdn.shopify.com", "Shopify");
    BY_SOURCE.put("static.wixstatic.com", "Wix");
    BY_SOURCE.put("squarespace.com", "Squarespace");
    for (String name :
        new String[] {
          "Joomla",
          "Drupal",
          "TYPO3",
          "Wix",
          "Squarespace",
          "Webflow",
          "Ghost",
          "Hugo",
          "Jekyll",
          "Shopify",
          "PrestaShop",
          "Contao",
          "Elementor",
          "WordPress"
        }) {
      BY_GENERATOR.put(name.toLowerCase(Locale.ROOT), name);
    }
    for (String name : new String[] {"nginx", "Apache", "cloudflare", "LiteSpeed", "Caddy"}) {
      BY_SERVER.put(name.toLowerCase(Locale.ROOT), name);
    }
    BY_SERVER.put("php", "PHP");
    BY_SERVER.put("asp.net", "ASP.NET");
    BY_SERVER.put("express", "Express");
  }

  private final Set<String> hints = new TreeSet<>();
  private boolean isWordPress;
  private Optional<String> wordPressVersion = Optional.empty();
  private boolean isElementor;

  static Technologies of(PageReader reader, Fetched fetched) {
    Technologies found = new Technologies();
    found.readGenerators(reader.page());
    found.readSources(reader.page());
    found.readServer(fetched);
    if (found.isWordPress) {
      found.hints.add("WordPress");
    }
    if (found.isElementor) {
      found.hints.add("Elementor");
    }
    return found;
  }

  private void readGenerators(Document page) {
    for (Element meta : page.select("meta[name=generator]")) {
      String said = meta.attr("content").strip().toLowerCase(Locale.ROOT);
      Matcher wordPress = WORDPRESS.matcher(said);
      if (wordPress.matches()) {
        isWordPress = true;
        wordPressVersion = wordPressVersion.or(() -> Optional.ofNullable(wordPress.group(1)));
      }
      isElementor |= ELEMENTOR.matcher(said).matches();
      BY_GENERATOR.forEach((mark, name) -> addIf(said.startsWith(mark), name));
    }
  }

  private void readSources(Document page) {
    for (Element one : page.select("script[src], link[href], img[src]")) {
      String source = one.attr(one.hasAttr("src") ? "src" : "href").toLowerCase(Locale.ROOT);
      isWordPress |= source.contains("/wp-content/") || source.contains("/wp-includes/");
      isElementor |= source.contains("/plugins/elementor/");
      if (!one.tagName().equals("img")) {
        BY_SOURCE.forEach((mark, name) -> addIf(source.contains(mark), name));
      }
    }
    isElementor |= page.selectFirst(".elementor, [class*=elementor-]") != null;
  }

  private void readServer(Fetched fetched) {
    for (String header : new String[] {"server", "x-powered-by"}) {
      String said = fetched.header(header).orElse("").toLowerCase(Locale.ROOT);
      BY_SERVER.forEach((mark, name) -> addIf(said.contains(mark), name));
    }
  }

  private void addIf(boolean holds, String name) {
    if (holds) {
      hints.add(name);
    }
  }

  boolean isWordPress() {
    return isWordPress;
  }

  Optional<String> wordPressVersion() {
    return wordPressVersion;
  }

  boolean isElementor() {
    return isElementor;
  }

  Set<String> hints() {
    return new TreeSet<>(hints);
  }
}
