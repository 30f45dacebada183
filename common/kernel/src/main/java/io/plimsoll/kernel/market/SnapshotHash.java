package io.plimsoll.kernel.market;

import io.plimsoll.kernel.identity.Sha256;
import java.util.List;
import java.util.regex.Pattern;

/** Names a set of chunks, and so the data a record was computed from. */
public final class SnapshotHash {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private SnapshotHash() {}

  /**
   * SHA-256 over the chunks' hashes, one a line, in the order given.
   *
   * @param orderedChunkHashes by symbol, timeframe and period, each ascending
   * @throws IllegalArgumentException if one is not 64 lower-case hexadecimal digits
   */
  public static String of(List<String> orderedChunkHashes) {
    StringBuilder lines = new StringBuilder(orderedChunkHashes.size() * 65);
    for (String hash : orderedChunkHashes) {
      if (!HASH.matcher(hash).matches()) {
        throw new IllegalArgumentException(
            "chunk hash: '%s' (expected: 64 hexadecimal digits)".formatted(hash));
      }
      lines.append(hash).append('\n');
    }
    return Sha256.hex(lines.toString());
  }
}
