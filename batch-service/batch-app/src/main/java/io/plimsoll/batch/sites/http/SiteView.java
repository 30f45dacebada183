package io.plimsoll.batch.sites.http;

import io.plimsoll.batch.sites.store.PgSites.Site;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A site as its newest scan found it.
 *
 * @param batchId the batch of that scan
 * @param itemId its item
 * @param report what the scan found
 */
public record SiteView(
    String domain, UUID batchId, long itemId, Instant scannedAt, Map<String, Object> report) {

  static SiteView of(Site site) {
    return new SiteView(
        site.domain(), site.batchId(), site.itemId(), site.scannedAt(), site.report().getMap());
  }
}
