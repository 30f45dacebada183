package io.plimsoll.batch.sites.http;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.plimsoll.batch.sites.core.WebFault;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Names} by the resolver that Vert.x itself uses. */
@ApplicationScoped
class VertxNames implements Names {
  private static final int ANY_PORT = 0;

  private final VertxInternal vertx;

  VertxNames(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
  }

  @Override
  public Uni<List<InetAddress>> resolve(String host) {
    return Uni.createFrom().emitter(emitter -> resolve(host, emitter));
  }

  private void resolve(String host, UniEmitter<? super List<InetAddress>> emitter) {
    ContextInternal context = vertx.getOrCreateContext();
    AddressResolverGroup<InetSocketAddress> group = vertx.nettyAddressResolverGroup();
    AddressResolver<InetSocketAddress> resolver = group.getResolver(context.nettyEventLoop());
    resolver
        .resolveAll(InetSocketAddress.createUnresolved(host, ANY_PORT))
        .addListener(done ->
            context.runOnContext(_ -> {
              if (done.isSuccess()) {
                @SuppressWarnings("unchecked") // what this resolver resolves to
                List<InetSocketAddress> found = (List<InetSocketAddress>) done.getNow();
                emitter.complete(found.stream().map(InetSocketAddress::getAddress).toList());
              } else {
                emitter.fail(fault(host, done.cause()));
              }
            }));
  }

  private static WebFault fault(String host, Throwable cause) {
    for (@Nullable Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof DnsNameResolverTimeoutException) {
        return new WebFault(WebFault.Kind.TOO_SLOW, "%s: no answer of DNS".formatted(host), cause);
      }
    }
    return new WebFault(WebFault.Kind.NO_HOST, "%s: no such host".formatted(host), cause);
  }
}
