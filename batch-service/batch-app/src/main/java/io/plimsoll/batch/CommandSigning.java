package io.plimsoll.batch;

import io.plimsoll.platform.outbox.OutgoingEvent;

/** Signs the commands that batch-service sends, where a key is configured. */
public interface CommandSigning {
  /** The command with its signature over id, type and body. */
  OutgoingEvent sign(OutgoingEvent command);
}
