package io.plimsoll.batch.sites.core;

import io.smallrye.mutiny.Uni;
import java.net.URI;

/** The web as a scan sees it: only public addresses, one page at a time, never more than a cap. */
public interface Web {
  /**
   * Gets a page without following redirects.
   *
   * <p>Fails with {@link WebFault}.
   *
   * @param uri http or https, with a host whose name was checked
   * @param mostBytes where reading stops
   */
  Uni<Fetched> get(URI uri, int mostBytes);
}
