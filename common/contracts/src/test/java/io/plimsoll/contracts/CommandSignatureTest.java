package io.plimsoll.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandSignatureTest {
  private static final byte[] BODY = "{\"symbol\":\"AAPL\"}".getBytes(StandardCharsets.UTF_8);
  private static final String TYPE = "io.plimsoll.training.TrainModel.v1";

  /**
   * Made with: printf '%s\n%s\n%s' ID TYPE BODY | openssl dgst -sha256 -hmac $(printf key |
   * sha256sum | cut -c1-64).
   */
  @Test
  void isWhatOpensslMakes() {
    String hash = CommandSignature.keyHash("key");

    assertThat(hash).isEqualTo("2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683");
    assertThat(CommandSignature.sign(hash, "id-1", TYPE, BODY))
        .isEqualTo("hmac-sha256=434ead9d94361e6e5c775952375935223790aecba52a44d4b756c4ac04fbc6ee");
  }

  @Test
  void coversIdTypeAndBody() {
    String hash = CommandSignature.keyHash("key");
    String signature = CommandSignature.sign(hash, "id-1", TYPE, BODY);

    assertThat(CommandSignature.isValid(signature, hash, "id-1", TYPE, BODY)).isTrue();
    assertThat(CommandSignature.isValid(signature, hash, "id-2", TYPE, BODY)).isFalse();
    assertThat(CommandSignature.isValid(signature, hash, "id-1", TYPE + "2", BODY)).isFalse();
    assertThat(CommandSignature.isValid(signature, hash, "id-1", TYPE, new byte[0])).isFalse();
    assertThat(
            CommandSignature.isValid(
                signature, CommandSignature.keyHash("other"), "id-1", TYPE, BODY))
        .isFalse();
    assertThat(CommandSignature.isValid("", hash, "id-1", TYPE, BODY)).isFalse();
  }
}
