package io.plimsoll.platform.security;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * Makes a key pair for tokens and tells the service its public half. The private half travels in a
 * system property, because tests are loaded by another class loader than this.
 */
public final class TokenKeys implements QuarkusTestResourceLifecycleManager {
  private static final String PROPERTY = "plimsoll.test.token-key";

  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key whose tokens the service under test accepts. */
  static PrivateKey accepted() {
    try {
      byte[] encoded = Base64.getDecoder().decode(System.getProperty(PROPERTY, ""));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    KeyPair pair = generate();
    System.setProperty(PROPERTY, encoded(pair.getPrivate().getEncoded()));
    return Map.of(
        "mp.jwt.verify.publickey",
        encoded(pair.getPublic().getEncoded()),
        "mp.jwt.verify.issuer",
        "https://tokens.test");
  }

  @Override
  public void stop() {
    System.clearProperty(PROPERTY);
  }

  private static String encoded(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }
}
