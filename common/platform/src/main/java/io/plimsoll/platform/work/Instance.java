package io.plimsoll.platform.work;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * This process among the replicas of its service, as leases and logs name it.
 *
 * @param name unique among the processes that are alive
 */
public record Instance(String name) {

  /** A new name for a process of the service. */
  public static Instance of(Schema schema) {
    String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return new Instance(schema.name() + "-" + suffix);
  }
}
