package io.plimsoll.batch;

import io.plimsoll.batch.marketdata.http.ProviderServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider of prices on loopback for the service under test. */
public final class ProviderResourceOnLoopback implements QuarkusTestResourceLifecycleManager {
  private @Nullable ProviderServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = new ProviderServer();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    return Map.of(
        "plimsoll.batch.market-data.provider.url",
        server.uri().toString(),
        "plimsoll.batch.market-data.provider.key-id",
        ProviderServer.KEY,
        "plimsoll.batch.market-data.provider.secret",
        ProviderServer.SECRET,
        "plimsoll.batch.market-data.provider.requests-per-minute",
        "60000",
        "plimsoll.batch.market-data.provider.backoff",
        "PT0.05S");
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
  }
}
