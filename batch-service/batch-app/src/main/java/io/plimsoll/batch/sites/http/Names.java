package io.plimsoll.batch.sites.http;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of hosts. */
public interface Names {
  /** All addresses of a host; fails where there is no such host. */
  Uni<List<InetAddress>> resolve(String host);
}
