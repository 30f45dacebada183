package io.plimsoll.batch.marketdata.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.plimsoll.batch.marketdata.core.FileBytes;
import io.plimsoll.kernel.csv.CsvFault;
import io.plimsoll.kernel.csv.CsvOptions;
import io.plimsoll.kernel.csv.ParsedPrices;
import io.plimsoll.kernel.csv.ParsedPrices.Faulty;
import io.plimsoll.kernel.csv.ParsedPrices.ParsedBars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.random.SeededStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to break a reader; each is answered with a fault, in bounded memory. */
class HostileParquetTest {
  private static final CsvOptions NYSE = CsvOptions.of(Exchange.NYSE);
  private static final long HEAP = 100_000_000;
  private static final byte[] HUGE = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};

  @Test
  void theForgedFileIsSoundUntilSomethingIsMadeWrong() {
    assertThat(read(new ForgedParquet().bytes()))
        .asInstanceOf(type(ParsedBars.class))
        .satisfies(parsed -> assertThat(parsed.bars().size()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy-naive-millis", "zstd-utc-micros-v2", "plain-text-deltas"})
  void aFileThatWasCutOffAnywhereIsRefused(String name) throws IOException {
    byte[] whole = ParquetPricesTest.resource(name);

    for (int length = 0; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length))).isInstanceOf(Faulty.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snappy-naive-millis",
        "zstd-utc-micros-v2",
        "gzip-date-decimal",
        "lz4-nanos-zoned",
        "plain-text-deltas",
        "text-delta-lengths",
        "int96",
        "yahoo-nested"
      })
  void neverThrowsWhateverIsChangedInAGoodFile(String name) throws IOException {
    byte[] good = ParquetPricesTest.resource(name);
    for (int seed = 0; seed < 1_500; seed++) {
      SeededStream random = SeededStream.of(seed);
      byte[] changed = good.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }

      assertThat(read(changed)).as("seed %d", seed).isNotNull();
    }
  }

  @Test
  void rowsAreComparedWithTheMemoryThereIs() {
    ForgedParquet forged = new ForgedParquet();
    forged.group.setNum_rows(19_000_000);

    assertThat(fault(forged).message())
        .isEqualTo(
            "19000000 rows (expected: at most 500000 with this service's memory; split the file)");
  }

  @ParameterizedTest
  @ValueSource(longs = {20_000_001, Long.MAX_VALUE, -5})
  void rowsHaveALimit(long rows) {
    ForgedParquet forged = new ForgedParquet();
    forged.group.setNum_rows(rows);

    assertThat(fault(forged).message()).startsWith("more than 20,000,000 rows");
  }

  @Test
  void aColumnHasAValueForEachRow() {
    ForgedParquet forged = new ForgedParquet();
    forged.chunk(4).setNum_values(400_000);

    assertThat(fault(forged))
        .isEqualTo(new CsvFault("f.parquet", 0, "close", "400000 values (expected: 2, one a row)"));
  }

  @Test
  void chunksLieWithinTheFile() {
    ForgedParquet beyond = new ForgedParquet();
    beyond.chunk(2).setData_page_offset(1L << 60).setTotal_compressed_size(16);
    ForgedParquet large = new ForgedParquet();
    large.chunk(2).setTotal_compressed_size(Long.MAX_VALUE);
    ForgedParquet elsewhere = new ForgedParquet();
    elsewhere.group.getColumns().get(2).setFile_path("/etc/passwd");

    assertThat(fault(beyond).message()).startsWith("16 bytes at 1152921504606846976");
    assertThat(fault(large).message()).startsWith("9223372036854775807 bytes at");
    assertThat(fault(elsewhere).message()).startsWith("in another file");
  }

  @Test
  void aPageIsNotLargerThanItsValuesMayBe() {
    ForgedParquet forged = new ForgedParquet();
    forged.chunk(1).setCodec(CompressionCodec.GZIP);
    forged.headers.get(1).setUncompressed_page_size(Integer.MAX_VALUE);

    assertThat(fault(forged))
        .isEqualTo(
            new CsvFault(
                "f.parquet",
                0,
                "open",
                "a page of 2147483647 bytes for 2 values (expected: at most 4288)"));
  }

  @Test
  void aPageIsUnpackedNoFurtherThanItDeclares() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 1_000; i++) {
        gzip.write(new byte[100_000]);
      }
    }
    ForgedParquet forged = new ForgedParquet().with(1, Encoding.PLAIN, packed.toByteArray());
    forged.chunk(1).setCodec(CompressionCodec.GZIP);
    forged.headers.get(1).setUncompressed_page_size(16);

    assertThat(fault(forged).column()).isEqualTo("open");
    assertThat(fault(forged).message()).startsWith("values that cannot be decoded");
  }

  @Test
  void aRunInAPageIsNotLongerThanThePage() {
    byte[] run = new byte[1 + HUGE.length];
    run[0] = 20; // bits an index
    System.arraycopy(HUGE, 0, run, 1, HUGE.length);
    ForgedParquet forged = new ForgedParquet().with(3, Encoding.RLE_DICTIONARY, run);

    assertThat(fault(forged).column()).isEqualTo("low");
    assertThat(fault(forged).message()).startsWith("values that cannot be decoded");
  }

  @Test
  void aDeltaBlockHasNoMoreValuesThanThePage() {
    byte[] block = new byte[20];
    block[0] = (byte) 0x80; // 128 values a block
    block[1] = 1;
    block[2] = 4; // mini-blocks
    System.arraycopy(HUGE, 0, block, 3, HUGE.length);
    ForgedParquet forged = new ForgedParquet().with(0, Encoding.DELTA_BINARY_PACKED, block);

    assertThat(fault(forged).column()).isEqualTo("date");
    assertThat(fault(forged).message()).startsWith("values that cannot be decoded");
  }

  @Test
  void aDictionaryHasRoomForItsValues() {
    ForgedParquet forged = new ForgedParquet();
    forged.headers.get(1).setType(PageType.DICTIONARY_PAGE).unsetData_page_header();
    forged
        .headers
        .get(1)
        .setDictionary_page_header(new DictionaryPageHeader(Integer.MAX_VALUE, Encoding.PLAIN));

    assertThat(fault(forged).message()).isEqualTo("a page of 2147483647 values (expected: 1 to 2)");
  }

  @Test
  void schemasThatDoNotAddUpAreRefused() {
    ForgedParquet many = new ForgedParquet();
    many.footer.getSchema().getFirst().setNum_children(Integer.MAX_VALUE);
    ForgedParquet negative = new ForgedParquet();
    negative.element(3).setNum_children(-1);
    ForgedParquet shifted = new ForgedParquet();
    shifted.chunk(1).setPath_in_schema(List.of("close"));

    assertThat(fault(many).message()).startsWith("a schema that does not add up");
    assertThat(fault(negative).message()).startsWith("a schema that does not add up");
    assertThat(fault(shifted).message()).startsWith("another column's values");
  }

  @Test
  void footersThatDeclareMoreThanTheyHoldAreRefused() {
    byte[] hugeList = {0x29, (byte) 0xFC, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07};
    byte[] deep = new byte[200_000];
    Arrays.fill(deep, (byte) 0xFC); // an unknown field that is a structure, in itself

    assertThat(faults(ForgedParquet.withFooter(hugeList)).getFirst().message())
        .startsWith("unreadable");
    assertThat(faults(ForgedParquet.withFooter(deep)).getFirst().message())
        .startsWith("unreadable");
  }

  @Test
  void aFooterThatIsLongerThanTheFileIsRefused() {
    byte[] sound = new ForgedParquet().bytes();
    sound[sound.length - 6] = 0x10; // the length's third byte: a megabyte more

    assertThat(faults(sound).getFirst().message()).contains("bytes long (expected: 1 to");
  }

  private static CsvFault fault(ForgedParquet forged) {
    return assertThat(faults(forged.bytes())).singleElement().actual();
  }

  private static List<CsvFault> faults(byte[] file) {
    return assertThat(read(file)).asInstanceOf(type(Faulty.class)).actual().faults();
  }

  private static ParsedPrices read(byte[] file) {
    return ParquetPrices.read(FileBytes.of(file), "f.parquet", NYSE, HEAP);
  }
}
