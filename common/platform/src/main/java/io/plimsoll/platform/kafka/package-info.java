/** Reading and answering Kafka messages: envelopes, signatures, dead letters and topics. */
@NullMarked
package io.plimsoll.platform.kafka;

import org.jspecify.annotations.NullMarked;
