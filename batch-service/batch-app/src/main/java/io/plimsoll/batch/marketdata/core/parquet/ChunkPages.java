package io.plimsoll.batch.marketdata.core.parquet;

import io.plimsoll.batch.marketdata.core.FileBytes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;

/**
 * The pages of one column in one row group. All headers are read and checked first; a page is
 * unpacked when it is its turn, so that one page of a column is in memory at a time.
 */
final class ChunkPages implements PageReader {
  private static final int USUAL_HEADER = 256;
  private static final int LARGEST_HEADER = 1 << 16;

  /** A value with its levels takes less, whether packed or not; more is a trap. */
  private static final long LARGEST_VALUE = 96;

  private static final long OVERHEAD = 4096;

  private final FileBytes file;
  private final ParquetColumn column;
  private final ColumnMetaData chunk;
  private final Deque<Page> pages = new ArrayDeque<>();
  private @Nullable Page dictionary;

  private ChunkPages(FileBytes file, ParquetColumn column, ColumnMetaData chunk) {
    this.file = file;
    this.column = column;
    this.chunk = chunk;
  }

  static ChunkPages of(FileBytes file, ParquetColumn column, ColumnMetaData chunk)
      throws ParquetFault {
    if (!Decompression.knows(chunk.getCodec())) {
      throw new ParquetFault(
          column.name(),
          "codec %s (expected: none, SNAPPY, GZIP, ZSTD, LZ4 or LZ4_RAW)"
              .formatted(chunk.getCodec()));
    }
    ChunkPages pages = new ChunkPages(file, column, chunk);
    pages.walk();
    return pages;
  }

  private void walk() throws ParquetFault {
    long at = ParquetFooter.start(chunk);
    long end = at + chunk.getTotal_compressed_size();
    long values = 0;
    while (values < chunk.getNum_values()) {
      Page page = page(at, end);
      at = page.from() + page.header().getCompressed_page_size();
      switch (page.header().getType()) {
        case DICTIONARY_PAGE -> {
          if (dictionary != null || !pages.isEmpty()) {
            throw fault("a second dictionary (expected: one, before the values)");
          }
          check(page, chunk.getNum_values());
          dictionary = page;
        }
        case DATA_PAGE, DATA_PAGE_V2 -> {
          check(page, chunk.getNum_values() - values);
          values += page.values();
          pages.add(page);
        }
        case INDEX_PAGE -> {}
      }
    }
  }

  private Page page(long at, long end) throws ParquetFault {
    PageHeader header = new PageHeader();
    int length = header(header, at, end, USUAL_HEADER);
    if (length < 0) {
      header.clear();
      length = header(header, at, end, LARGEST_HEADER);
    }
    long from = at + length;
    if (length < 0
        || header.getCompressed_page_size() < 0
        || header.getCompressed_page_size() > end - from) {
      throw fault("a page at %d that cannot be read (expected: values)".formatted(at));
    }
    return new Page(header, from);
  }

  /** Reads a header out of at most so many bytes; its length, or -1. */
  private int header(PageHeader into, long at, long end, int most) {
    try {
      return Thrift.read(into, file.range(at, (int) Math.min(most, Math.max(0, end - at))));
    } catch (TException | RuntimeException unreadable) {
      return -1;
    }
  }

  private void check(Page page, long mostValues) throws ParquetFault {
    int values = page.values();
    int size = page.header().getUncompressed_page_size();
    boolean isDictionary = page.header().getType() == PageType.DICTIONARY_PAGE;
    if (values < (isDictionary ? 0 : 1) || values > mostValues) {
      throw fault("a page of %d values (expected: 1 to %d)".formatted(values, mostValues));
    }
    if (size < 0 || size > OVERHEAD + values * LARGEST_VALUE) {
      throw fault(
          "a page of %d bytes for %d values (expected: at most %d)"
              .formatted(size, values, OVERHEAD + values * LARGEST_VALUE));
    }
    if (isDictionary && (long) values * column.leastWidth() > size) {
      throw fault(
          "a dictionary of %d values in %d bytes (expected: room for all)".formatted(values, size));
    }
  }

  private ParquetFault fault(String message) {
    return new ParquetFault(column.name(), message);
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    if (dictionary == null) {
      return null;
    }
    byte[] bytes = unpack(dictionary.body(file), dictionary.header().getUncompressed_page_size());
    return new DictionaryPage(BytesInput.from(bytes), dictionary.values(), Encoding.PLAIN);
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getNum_values();
  }

  @Override
  public @Nullable DataPage readPage() {
    Page page = pages.poll();
    if (page == null) {
      return null;
    }
    return page.header().isSetData_page_header() ? first(page) : second(page);
  }

  private DataPage first(Page page) {
    int size = page.header().getUncompressed_page_size();
    byte[] bytes = unpack(page.body(file), size);
    org.apache.parquet.format.Encoding encoding = page.header().getData_page_header().getEncoding();
    PageGuard guard = new PageGuard(bytes, page.values());
    if ((column.isOptional() && !guard.levelsFit()) || !guard.valuesFit(encoding)) {
      throw new ParquetDecodingException("a page whose values do not fit");
    }
    return new DataPageV1(
        BytesInput.from(bytes),
        page.values(),
        size,
        null,
        Encoding.RLE,
        Encoding.RLE,
        Encoding.valueOf(encoding.name()));
  }

  private DataPage second(Page page) {
    DataPageHeaderV2 header = page.header().getData_page_header_v2();
    byte[] body = page.body(file);
    int levels = header.getDefinition_levels_byte_length();
    int size = page.header().getUncompressed_page_size() - levels;
    if (header.getRepetition_levels_byte_length() != 0
        || levels < 0
        || levels > body.length
        || size < 0) {
      throw new ParquetDecodingException("levels that do not fit");
    }
    byte[] definitions = Arrays.copyOf(body, levels);
    byte[] packed = Arrays.copyOfRange(body, levels, body.length);
    // An absent flag means compressed; a page of nulls may have no values to unpack at all.
    boolean isPacked =
        packed.length > 0 && (!header.isSetIs_compressed() || header.isIs_compressed());
    byte[] values = isPacked ? unpack(packed, size) : packed;
    boolean fit =
        values.length == size
            && new PageGuard(definitions, page.values()).bareLevelsFit()
            && new PageGuard(values, page.values()).valuesFit(header.getEncoding());
    if (!fit && size > 0) {
      throw new ParquetDecodingException("a page whose values do not fit");
    }
    return DataPageV2.uncompressed(
        header.getNum_rows(),
        header.getNum_nulls(),
        page.values(),
        BytesInput.empty(),
        BytesInput.from(definitions),
        Encoding.valueOf(header.getEncoding().name()),
        BytesInput.from(values),
        null);
  }

  private byte[] unpack(byte[] packed, int size) {
    try {
      return Decompression.unpack(chunk.getCodec(), packed, size);
    } catch (IOException damaged) {
      throw new ParquetDecodingException("a page that cannot be unpacked", damaged);
    }
  }

  /** A page's header and where its body starts. */
  private record Page(PageHeader header, long from) {
    int values() throws ParquetDecodingException {
      if (header.isSetDictionary_page_header()) {
        return header.getDictionary_page_header().getNum_values();
      }
      if (header.isSetData_page_header()) {
        return header.getData_page_header().getNum_values();
      }
      return header.isSetData_page_header_v2()
          ? header.getData_page_header_v2().getNum_values()
          : -1;
    }

    byte[] body(FileBytes file) {
      return file.range(from, header.getCompressed_page_size());
    }
  }
}
