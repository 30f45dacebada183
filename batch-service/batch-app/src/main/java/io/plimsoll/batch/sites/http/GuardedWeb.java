package io.plimsoll.batch.sites.http;

import io.plimsoll.batch.sites.SitesConfig;
import io.plimsoll.batch.sites.core.AddressGuard;
import io.plimsoll.batch.sites.core.Fetched;
import io.plimsoll.batch.sites.core.Web;
import io.plimsoll.batch.sites.core.WebFault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * {@link Web} that looks a host up once, checks every address that comes, and connects to one of
 * those that it checked. A name that leads to one forbidden address is not connected to at all.
 */
@ApplicationScoped
public class GuardedWeb implements Web {
  private final Names names;
  private final Connector connector;
  private final AddressGuard guard;

  GuardedWeb(Names names, Connector connector, SitesConfig config) {
    this.names = names;
    this.connector = connector;
    this.guard = new AddressGuard(config.allow().orElse(List.of()));
  }

  @Override
  public Uni<Fetched> get(URI uri, int mostBytes) {
    return names
        .resolve(uri.getHost())
        .map(found -> checked(uri.getHost(), found))
        .chain(address -> connector.get(uri, address, mostBytes));
  }

  private InetAddress checked(String host, List<InetAddress> found) {
    if (found.isEmpty()) {
      throw new WebFault(WebFault.Kind.NO_HOST, "%s: no such host".formatted(host));
    }
    for (InetAddress address : found) {
      if (!guard.allows(address)) {
        throw new WebFault(
            WebFault.Kind.FORBIDDEN, "%s: leads to an address that is not public".formatted(host));
      }
    }
    return found.getFirst();
  }
}
