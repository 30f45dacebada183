package io.plimsoll.contracts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a Kafka command: {@code hmac-sha256=<hex>} over the id, the type and the body,
 * with a line feed after the first two.
 *
 * <p>Services keep only the SHA-256 of a key, so that hash, as 64 lower-case hex digits, is the
 * HMAC's secret on both sides. Who can read a service's keys file can therefore sign commands, but
 * not call the HTTP API.
 */
public final class CommandSignature {
  private static final String SCHEME = "hmac-sha256=";
  private static final String ALGORITHM = "HmacSHA256";

  private CommandSignature() {}

  /** The SHA-256 of a key, as keys files hold it. */
  public static String keyHash(String apiKey) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Signs a command with the hash of a key. */
  public static String sign(String keyHash, String id, String type, byte[] body) {
    return SCHEME + HexFormat.of().formatHex(mac(keyHash, id, type, body));
  }

  /** Whether the signature is that of this key and this command; takes the same time if not. */
  public static boolean isValid(
      String signature, String keyHash, String id, String type, byte[] body) {
    byte[] expected = sign(keyHash, id, type, body).getBytes(StandardCharsets.US_ASCII);
    byte[] found = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, found);
  }

  private static byte[] mac(String keyHash, String id, String type, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(keyHash.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
      mac.update((id + "\n" + type + "\n").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }
}
