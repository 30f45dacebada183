package io.plimsoll.batch.marketdata.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.parquet.format.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageGuardTest {
  /** Runs of dictionary indices, the first byte their width in bits. */
  @ParameterizedTest
  @CsvSource({
    "'02 03 1b 00',          8, true", // one group of eight, packed
    "'02 10 01',             8, true", // eight times the index 1
    "'02 81 01 00',          8, true", // 64 groups: padding of one packed run
    "'02 83 01 00',          8, false", // 65 groups for eight values
    "'14 ff ff ff ff 0f 00', 8, false", // 2^31 - 1 groups
    "'14 ff ff ff ff ff 0f', 8, false", // more than 32 bits
    "'21 10 01',             8, false", // 33 bits an index
    "'',                     8, true", // nothing at all; the library finds out
  })
  void runsAreNoLongerThanThePage(String hex, int values, boolean fit) {
    assertThat(new PageGuard(bytes(hex), values).valuesFit(Encoding.RLE_DICTIONARY)).isEqualTo(fit);
  }

  /** Block size, mini-blocks, count, first value; then least delta, widths, values. */
  @ParameterizedTest
  @CsvSource({
    "'80 01 04 01 02',                      1, true",
    "'80 01 04 02 02 00 00 00 00 00',       2, true",
    "'80 01 04 02 02 00 08 00 00 00',       2, false", // a mini-block that is not there
    "'80 01 04 03 02 00 00 00 00 00',       2, false", // three values in a page of two
    "'80 01 04 ff ff ff ff 0f 02',          2, false",
    "'80 80 80 80 08 01 02 02',             2, false", // a block of 2^31
    "'80 01 00 02 02',                      2, false",
    "'80 01 03 02 02',                      2, false",
    "'80 01 04 02 02 00 41 00 00 00',       2, false", // 65 bits a value
    "'80 01',                               2, false",
  })
  void deltasAreNoMoreThanThePage(String hex, int values, boolean fit) {
    assertThat(new PageGuard(bytes(hex), values).valuesFit(Encoding.DELTA_BINARY_PACKED))
        .isEqualTo(fit);
  }

  @Test
  void levelsLieWithinThePage() {
    assertThat(new PageGuard(bytes("02 00 00 00 04 01 2a"), 2).levelsFit()).isTrue();
    assertThat(new PageGuard(bytes("04 00 00 00 04 01 2a"), 2).levelsFit()).isFalse();
    assertThat(new PageGuard(bytes("ff ff ff ff 04 01 2a"), 2).levelsFit()).isFalse();
    assertThat(new PageGuard(bytes("02 00"), 2).levelsFit()).isFalse();
  }

  private static byte[] bytes(String hex) {
    return java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
  }
}
