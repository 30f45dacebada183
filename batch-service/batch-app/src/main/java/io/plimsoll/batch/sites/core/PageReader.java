package io.plimsoll.batch.sites.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a page says about its site. What stands in its first half megabyte is read: a tree of
 * much more would cost many times its bytes.
 */
final class PageReader {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?([^\\s;\"']+)", Pattern.CASE_INSENSITIVE);
  private static final String ICON = "link[rel~=(?i)(^|\\s)(shortcut )?icon(\\s|$)][href]";
  private static final String LOGO =
      "header img[src], img[class*=logo][src], img[id*=logo][src], img[alt*=logo][src],"
          + " img[src*=logo]";
  private static final List<String> LIKELY =
      List.of("contact", "kontakt", "impressum", "imprint", "about", "legal");
  private static final int MOST_LINKS = 2_000;
  private static final int MOST_BYTES = 512 << 10;

  private final Document page;
  private final Fetched fetched;

  private PageReader(Document page, Fetched fetched) {
    this.page = page;
    this.fetched = fetched;
  }

  /** A page that is HTML; nothing where it is something else. */
  static Optional<PageReader> open(URI uri, Fetched fetched, byte[] body) {
    String type = fetched.header("content-type").orElse("text/html").toLowerCase(Locale.ROOT);
    if (!type.contains("html") && !type.isBlank()) {
      return Optional.empty();
    }
    InputStream start = new ByteArrayInputStream(body, 0, Math.min(body.length, MOST_BYTES));
    try {
      Document page = Jsoup.parse(start, charsetOf(type), uri.toString());
      return Optional.of(new PageReader(page, fetched));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
  }

  /** The charset of the header; a page in none or in an unknown one says it itself. */
  private static @Nullable String charsetOf(String contentType) {
    Matcher said = CHARSET.matcher(contentType);
    if (!said.find()) {
      return null;
    }
    try {
      return Charset.forName(said.group(1)).name();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return null;
    }
  }

  Document page() {
    return page;
  }

  Optional<String> title() {
    return Texts.clean(page.title(), 300);
  }

  Optional<String> description() {
    return Stream.of("meta[name=description]", "meta[property=og:description]")
        .flatMap(query -> page.select(query).stream())
        .flatMap(meta -> Texts.clean(meta.attr("content"), 1_000).stream())
        .findFirst();
  }

  Optional<String> language() {
    Element html = page.selectFirst("html[lang]");
    return Stream.of(
            html == null ? "" : html.attr("lang"), fetched.header("content-language").orElse(""))
        .map(String::strip)
        .filter(language -> language.matches("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*"))
        .findFirst();
  }

  Optional<String> favicon() {
    return page.select(ICON).stream().flatMap(link -> web(link.absUrl("href"))).findFirst();
  }

  Optional<String> logo() {
    Stream<String> declared =
        page.select("meta[property=og:logo], link[itemprop=logo]").stream()
            .flatMap(one -> web(one.absUrl(one.hasAttr("href") ? "href" : "content")));
    Stream<String> shown = page.select(LOGO).stream().flatMap(img -> web(img.absUrl("src")));
    return Stream.concat(declared, shown).findFirst();
  }

  private static Stream<String> web(String uri) {
    return uri.matches("https?://.*") ? Texts.clean(uri, 2_000).stream() : Stream.empty();
  }

  /** Where the page's links lead, without fragments. */
  List<URI> links() {
    List<URI> links = new ArrayList<>();
    for (Element link : page.select("a[href]").stream().limit(MOST_LINKS).toList()) {
      uri(link.absUrl("href")).filter(uri -> !links.contains(uri)).ifPresent(links::add);
    }
    return links;
  }

  /** Links within the site, those first that say whom to ask. */
  List<URI> links(SiteName site, URI self) {
    List<URI> inside =
        links().stream()
            .filter(uri -> isOf(site, uri) && !uri.equals(self) && !isRoot(uri))
            .toList();
    return Stream.concat(
            inside.stream().filter(PageReader::isLikely),
            inside.stream().filter(uri -> !isLikely(uri)))
        .toList();
  }

  private static boolean isOf(SiteName site, URI uri) {
    return uri.getPort() == site.port().orElse(-1)
        && SiteName.registered(uri.getHost()).filter(site.registered()::equals).isPresent();
  }

  private static boolean isRoot(URI uri) {
    String path = uri.getPath();
    return (path == null || path.isEmpty() || path.equals("/")) && uri.getQuery() == null;
  }

  private static boolean isLikely(URI uri) {
    String path = String.valueOf(uri.getPath()).toLowerCase(Locale.ROOT);
    return LIKELY.stream().anyMatch(path::contains);
  }

  private static Optional<URI> uri(String text) {
    try {
      URI uri = URI.create(text.split("#", 2)[0]);
      boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return isWeb && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a link that leads nowhere is not followed
    }
  }
}
