package io.plimsoll.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How large a body may be, and which routes stream larger ones. */
@ConfigMapping(prefix = "plimsoll.http")
interface HttpSettings {
  /** The most bytes of a body. */
  @WithDefault("1M")
  MemorySize bodyLimit();

  /** Other limits of single paths, read whole like every body that is not streamed. */
  Map<String, MemorySize> pathLimits();

  /** Paths whose bodies are streamed to disk instead of being read whole. */
  Optional<List<String>> streamedPaths();

  /** The most bytes of a streamed body. */
  @WithDefault("2G")
  MemorySize streamLimit();
}
