package io.plimsoll.batch.marketdata.core.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Writes small Parquet files by hand, so that anything in them can be made wrong. By default a
 * sound file: two day bars of required columns, plain and unpacked, a row group, a page each.
 */
final class ForgedParquet {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final List<String> NAMES =
      List.of("date", "open", "high", "low", "close", "volume");
  private static final long[] EPOCH_MILLIS = {1_622_554_200_000L, 1_622_640_600_000L};

  final FileMetaData footer = new FileMetaData();
  final RowGroup group = new RowGroup();
  final List<PageHeader> headers = new ArrayList<>();
  final List<byte[]> pages = new ArrayList<>();

  ForgedParquet() {
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("root").setNum_children(NAMES.size()));
    group.setNum_rows(2).setTotal_byte_size(16).setColumns(new ArrayList<>());
    for (int i = 0; i < NAMES.size(); i++) {
      Type type = i == 0 ? Type.INT64 : Type.DOUBLE;
      schema.add(
          new SchemaElement(NAMES.get(i))
              .setType(type)
              .setRepetition_type(FieldRepetitionType.REQUIRED));
      ColumnMetaData data = new ColumnMetaData();
      data.setType(type)
          .setEncodings(List.of(Encoding.PLAIN))
          .setPath_in_schema(List.of(NAMES.get(i)))
          .setCodec(CompressionCodec.UNCOMPRESSED)
          .setNum_values(2);
      group.addToColumns(new ColumnChunk(0).setMeta_data(data));
      ByteBuffer page = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      for (long time : EPOCH_MILLIS) {
        if (i == 0) {
          page.putLong(time);
        } else {
          page.putDouble(7);
        }
      }
      pages.add(page.array());
      headers.add(
          new PageHeader(PageType.DATA_PAGE, 16, 16)
              .setData_page_header(
                  new DataPageHeader(2, Encoding.PLAIN, Encoding.RLE, Encoding.RLE)));
    }
    footer.setVersion(1).setSchema(schema).setNum_rows(2).setRow_groups(List.of(group));
  }

  ColumnMetaData chunk(int column) {
    return group.getColumns().get(column).getMeta_data();
  }

  SchemaElement element(int column) {
    return footer.getSchema().get(column + 1);
  }

  /** Puts another page in a column's place, with sizes that fit it. */
  ForgedParquet with(int column, Encoding encoding, byte[] page) {
    pages.set(column, page);
    headers
        .get(column)
        .setUncompressed_page_size(page.length)
        .setCompressed_page_size(page.length)
        .getData_page_header()
        .setEncoding(encoding);
    return this;
  }

  /** The file; offsets and sizes that were set by hand stay. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    for (int i = 0; i < pages.size(); i++) {
      int from = out.size();
      out.writeBytes(written(headers.get(i)));
      out.writeBytes(pages.get(i));
      ColumnMetaData data = chunk(i);
      if (!data.isSetData_page_offset()) {
        data.setData_page_offset(from);
      }
      if (!data.isSetTotal_compressed_size()) {
        data.setTotal_compressed_size(out.size() - from);
        data.setTotal_uncompressed_size(out.size() - from);
      }
    }
    return closed(out, written(footer));
  }

  /** A file whose footer is given as bytes. */
  static byte[] withFooter(byte[] footer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    return closed(out, footer);
  }

  private static byte[] closed(ByteArrayOutputStream out, byte[] footer) {
    out.writeBytes(footer);
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array());
    out.writeBytes(MAGIC);
    return out.toByteArray();
  }

  private static byte[] written(TBase<?, ?> structure) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      structure.write(new TCompactProtocol(new TIOStreamTransport(out)));
    } catch (TException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toByteArray();
  }
}
