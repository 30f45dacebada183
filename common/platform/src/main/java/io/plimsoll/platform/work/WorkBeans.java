package io.plimsoll.platform.work;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the beans of this package that need settings. */
@ApplicationScoped
class WorkBeans {

  @Produces
  @Singleton
  Schema schema(@ConfigProperty(name = "plimsoll.service") String service) {
    return new Schema(service);
  }

  @Produces
  @Singleton
  BoundedKernelPool kernelPool(KernelPoolConfig config) {
    int threads = config.threads().orElse(Runtime.getRuntime().availableProcessors());
    return new BoundedKernelPool(threads, config.queueLimit());
  }

  void closeKernelPool(@Disposes BoundedKernelPool pool) {
    pool.close();
  }

  /** Touching the pool makes it, and with it the way to the server. */
  @Produces
  @Singleton
  ServerConnections connections(Pool pool, PlatformPoolCreator creator) {
    pool.getDelegate().size();
    return creator.connections();
  }
}
