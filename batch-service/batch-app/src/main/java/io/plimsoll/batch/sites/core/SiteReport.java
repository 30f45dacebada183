package io.plimsoll.batch.sites.core;

import io.plimsoll.kernel.identity.Fingerprint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What is known of a site after some of its pages; confined to one scan, page after page. */
final class SiteReport {
  private static final int MOST_PAGE_FAULT = 200;

  private final SiteName site;
  private final int pageBytes;
  private final JsonObject json;
  private final Contacts contacts;
  private final JsonArray pages = new JsonArray();
  private final List<URI> links;

  private SiteReport(
      SiteName site, int pageBytes, JsonObject json, Contacts contacts, List<URI> links) {
    this.site = site;
    this.pageBytes = pageBytes;
    this.json = json;
    this.contacts = contacts;
    this.links = List.copyOf(links);
  }

  static SiteReport ofHome(SiteName site, URI uri, Fetched fetched, int pageBytes) {
    Unpacked body = Unpacked.of(fetched, pageBytes);
    JsonObject json =
        new JsonObject()
            .put("domain", site.text())
            .put("final_url", uri.toString())
            .put("http_status", fetched.status())
            .put("content_hash", Fingerprint.ofBytes(body.bytes()).hex())
            .put("bytes", body.bytes().length)
            .put("truncated", body.isCut());
    fetched
        .header("content-type")
        .flatMap(type -> Texts.clean(type, 100))
        .ifPresent(type -> json.put("content_type", type));
    Contacts contacts = new Contacts(site);
    Optional<PageReader> page = PageReader.open(uri, fetched, body.bytes());
    page.ifPresent(reader -> {
      describe(json, reader, fetched);
      contacts.add(reader);
    });
    SiteReport report =
        new SiteReport(
            site,
            pageBytes,
            json,
            contacts,
            page.map(reader -> reader.links(site, uri)).orElse(List.of()));
    report.note(uri, fetched.status(), Optional.empty());
    return report;
  }

  private static void describe(JsonObject json, PageReader reader, Fetched fetched) {
    reader.title().ifPresent(title -> json.put("title", title));
    reader.description().ifPresent(text -> json.put("description", text));
    reader.language().ifPresent(language -> json.put("language", language));
    reader.favicon().ifPresent(uri -> json.put("favicon", uri));
    reader.logo().ifPresent(uri -> json.put("logo", uri));
    Technologies made = Technologies.of(reader, fetched);
    json.put("wordpress", made.isWordPress());
    made.wordPressVersion().ifPresent(version -> json.put("wordpress_version", version));
    json.put("elementor", made.isElementor());
    json.put("technologies", new JsonArray(List.copyOf(made.hints())));
  }

  /** The next page of the home page's links that was not read yet. */
  Optional<URI> nextPage(List<URI> read) {
    return links.stream().filter(uri -> !read.contains(uri)).findFirst();
  }

  /** With what a further page says of contacts. */
  SiteReport withPage(URI asked, URI uri, Fetched fetched) {
    boolean isInside = SiteName.registered(uri.getHost()).equals(Optional.of(site.registered()));
    if (isInside) {
      byte[] body = Unpacked.of(fetched, pageBytes).bytes();
      PageReader.open(uri, fetched, body).ifPresent(contacts::add);
    }
    note(asked, fetched.status(), isInside ? Optional.empty() : Optional.of("leads elsewhere"));
    return this;
  }

  /** With the note that a further page could not be read. */
  SiteReport withFault(URI asked, String fault) {
    note(asked, 0, Optional.of(fault));
    return this;
  }

  private void note(URI uri, int status, Optional<String> fault) {
    JsonObject page = new JsonObject().put("url", uri.toString());
    if (status > 0) {
      page.put("http_status", status);
    }
    fault
        .flatMap(text -> Texts.clean(text, MOST_PAGE_FAULT))
        .ifPresent(text -> page.put("error", text));
    pages.add(page);
  }

  /** All of it as the item's result. */
  JsonObject toJson() {
    JsonObject social = new JsonObject();
    contacts.social().forEach(social::put);
    return json.copy()
        .put("emails", new JsonArray(contacts.emails()))
        .put("phones", new JsonArray(contacts.phones()))
        .put("social", social)
        .put("pages", pages);
  }
}
