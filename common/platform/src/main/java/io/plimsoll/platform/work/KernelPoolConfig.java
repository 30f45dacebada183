package io.plimsoll.platform.work;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** The pool for arithmetic. */
@ConfigMapping(prefix = "plimsoll.kernel-pool")
interface KernelPoolConfig {
  /** How many threads compute at once; the machine's cores unless set. */
  OptionalInt threads();

  /** How many kernels may wait before callers are told to come back. */
  @WithDefault("1000")
  int queueLimit();
}
