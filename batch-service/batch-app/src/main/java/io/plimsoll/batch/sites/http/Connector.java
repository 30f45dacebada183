package io.plimsoll.batch.sites.http;

import io.plimsoll.batch.sites.core.Fetched;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.URI;

/** Makes one connection and reads one answer. Nothing else sends a packet for a scan. */
public interface Connector {
  /**
   * Gets a page from exactly this address; the host's name goes into the request and into TLS, and
   * is looked up nowhere.
   */
  Uni<Fetched> get(URI uri, InetAddress address, int mostBytes);
}
