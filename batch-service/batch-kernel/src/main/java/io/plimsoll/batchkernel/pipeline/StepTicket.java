package io.plimsoll.batchkernel.pipeline;

import io.plimsoll.kernel.identity.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * One doing of one step: its identity within a run is the step's name and the fan-out key.
 *
 * @param step the step's name
 * @param command what it asks for
 * @param ordinal its place among the doings of its step, from 0
 * @param each what the step runs over, in this doing; empty where it does not fan out
 * @param body the command's body, references filled in
 */
public record StepTicket(
    String step,
    StepCommand command,
    int ordinal,
    Map<String, Object> each,
    Map<String, Object> body) {
  private static final int LONGEST_KEY = 200;

  public StepTicket {
    each = JsonTree.copyOf(each);
    body = JsonTree.copyOf(body);
  }

  /** The fan-out key: what it runs over as canonical JSON, its hash where that is long. */
  public String key() {
    if (each.isEmpty()) {
      return "";
    }
    byte[] json = CanonicalJson.bytes(each);
    return json.length <= LONGEST_KEY
        ? new String(json, StandardCharsets.UTF_8)
        : HexFormat.of().formatHex(sha256(json));
  }

  /**
   * The id of this doing in a run, in the form of a UUID (version 8, RFC 9562): the same for the
   * same run, step and key, so that whoever plans it again plans the same row and the same command.
   */
  public String id(String run) {
    byte[] name = (run + "|" + step + "|" + key()).getBytes(StandardCharsets.UTF_8);
    byte[] hash = sha256(name);
    hash[6] = (byte) ((hash[6] & 0x0F) | 0x80);
    hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
    String hex = HexFormat.of().formatHex(hash, 0, 16);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }
}
