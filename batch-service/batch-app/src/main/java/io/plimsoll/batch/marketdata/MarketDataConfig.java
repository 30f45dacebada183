package io.plimsoll.batch.marketdata;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of market data. */
@ConfigMapping(prefix = "plimsoll.batch.market-data")
public interface MarketDataConfig {
  /** Where uploads lie until they are stored. */
  @WithDefault("${plimsoll.work-dir:${java.io.tmpdir}}/imports")
  Path uploadDir();

  /** Uploads up to this size are read before they are answered, so that a fault is told at once. */
  @WithDefault("1M")
  MemorySize checkedAtOnce();

  /** How much of the heap one import may need; a file that needs more must be split. */
  @WithDefault("0.5")
  double heapShare();

  /** How many bytes of the heap one import may need. */
  default long heapBytes() {
    return (long) (Runtime.getRuntime().maxMemory() * heapShare());
  }

  /** How many imports one process works on at once. */
  @WithDefault("1")
  int concurrency();

  /** Who is asked for prices. */
  Provider provider();

  /** The settings of the provider of prices. */
  interface Provider {
    /** Its address; nobody is asked without one. */
    Optional<URI> url();

    /** The name of its key. */
    Optional<String> keyId();

    /** Its key; never told, never logged. */
    Optional<String> secret();

    /** Which of its feeds bars and quotes come from. */
    @WithDefault("sip")
    String feed();

    /** Which of its feeds options come from. */
    @WithDefault("indicative")
    String optionFeed();

    /** How many requests a minute it allows. */
    @WithDefault("200")
    int requestsPerMinute();

    /** How long a request may take. */
    @WithDefault("PT15S")
    Duration patience();

    /** How large an answer may be. */
    @WithDefault("16M")
    MemorySize largestAnswer();

    /** How often a request is made before its fault counts. */
    @WithDefault("3")
    int attempts();

    /** The wait before the second request; each further one is twice as long. */
    @WithDefault("PT0.5S")
    Duration backoff();

    /** The longest wait the provider may ask for; beyond it the import is put back in its queue. */
    @WithDefault("PT60S")
    Duration longestWait();
  }
}
