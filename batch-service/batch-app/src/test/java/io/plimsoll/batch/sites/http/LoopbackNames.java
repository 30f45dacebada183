package io.plimsoll.batch.sites.http;

import io.plimsoll.batch.sites.core.WebFault;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds every site on loopback: no test asks a real name server. */
@Mock
@ApplicationScoped
class LoopbackNames implements Names {
  @Override
  public Uni<List<InetAddress>> resolve(String host) {
    return Uni.createFrom()
        .item(() ->
            switch (host.replace(".example.com", "")) {
              case "secure", "wronghost" -> addresses("127.0.0.2");
              case "broken" -> addresses("127.0.0.3");
              case "nobody" -> addresses("127.0.0.9");
              case "private" -> addresses("10.11.12.13");
              case "halfprivate" -> addresses("127.0.0.1", "192.168.7.7");
              case "cloud" -> addresses("169.254.169.254");
              case "nxdomain" -> throw new WebFault(WebFault.Kind.NO_HOST, host + ": no such host");
              default -> addresses("127.0.0.1");
            });
  }

  private static List<InetAddress> addresses(String... texts) {
    return java.util.Arrays.stream(texts).map(LoopbackNames::of).toList();
  }

  private static InetAddress of(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
