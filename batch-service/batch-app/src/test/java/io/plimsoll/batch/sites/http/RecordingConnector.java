package io.plimsoll.batch.sites.http;

import io.plimsoll.batch.sites.core.Fetched;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The real connector, and a note of every address it was told to connect to. */
@Mock
@ApplicationScoped
public class RecordingConnector implements Connector {
  private final VertxConnector real;
  private final Set<InetAddress> connected = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  RecordingConnector(VertxConnector real) {
    this.real = real;
  }

  @Override
  public Uni<Fetched> get(URI uri, InetAddress address, int mostBytes) {
    return Uni.createFrom()
        .deferred(() -> {
          connected.add(address);
          mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
          return real.get(uri, address, mostBytes).onTermination().invoke(open::decrementAndGet);
        });
  }

  /** Every address so far. */
  public Set<InetAddress> connected() {
    return Set.copyOf(connected);
  }

  /** The most connections at once. */
  public int mostOpen() {
    return mostOpen.get();
  }
}
