package io.plimsoll.batch.marketdata.core.parquet;

import io.plimsoll.kernel.csv.PriceTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.io.api.Binary;

/**
 * How a column tells a row's time. An instant stays one; a local time and a date are read as in
 * text; whole numbers without a logical type as their digits would be.
 *
 * <p>Source: LogicalTypes.md of the Parquet format; INT96 as Impala and Spark write it: nanoseconds
 * of the day, then the Julian day, in UTC.
 */
enum TimeColumn {
  UTC_MILLIS(1),
  UTC_MICROS(1_000),
  UTC_NANOS(1_000_000),
  LOCAL_MILLIS(1),
  LOCAL_MICROS(1_000),
  LOCAL_NANOS(1_000_000),
  DATE(1),
  JULIAN(1_000_000),
  WHOLE_INT(1),
  WHOLE_LONG(1),
  TEXT(1);

  private static final long JULIAN_EPOCH = 2_440_588;
  private static final long DAY_MILLIS = 86_400_000;
  private static final int LONGEST_TEXT = 64;

  private final long perMilli;

  TimeColumn(long perMilli) {
    this.perMilli = perMilli;
  }

  static TimeColumn of(ParquetColumn column) throws ParquetFault {
    SchemaElement element = column.element();
    return switch (element.getType()) {
      case INT32 -> isDate(element) ? DATE : WHOLE_INT;
      case INT64 -> ofLong(element);
      case INT96 -> JULIAN;
      case BYTE_ARRAY -> TEXT;
      case BOOLEAN, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY ->
          throw new ParquetFault(
              column.name(),
              "%s values (expected: timestamps, dates, whole numbers or text)"
                  .formatted(element.getType()));
    };
  }

  private static boolean isDate(SchemaElement element) {
    return element.getConverted_type() == ConvertedType.DATE
        || (element.isSetLogicalType() && element.getLogicalType().isSetDATE());
  }

  private static TimeColumn ofLong(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    if (logical != null && logical.isSetTIMESTAMP()) {
      boolean isUtc = logical.getTIMESTAMP().isIsAdjustedToUTC();
      TimeUnit unit = logical.getTIMESTAMP().getUnit();
      if (unit.isSetNANOS()) {
        return isUtc ? UTC_NANOS : LOCAL_NANOS;
      }
      if (unit.isSetMICROS()) {
        return isUtc ? UTC_MICROS : LOCAL_MICROS;
      }
      return isUtc ? UTC_MILLIS : LOCAL_MILLIS;
    }
    if (element.getConverted_type() == ConvertedType.TIMESTAMP_MILLIS) {
      return UTC_MILLIS;
    }
    return element.getConverted_type() == ConvertedType.TIMESTAMP_MICROS ? UTC_MICROS : WHOLE_LONG;
  }

  /** Starts a row of the table with the time that the reader stands on; false after a fault. */
  boolean start(PriceTable table, int row, ColumnReader from) {
    return switch (this) {
      case UTC_MILLIS, UTC_MICROS, UTC_NANOS ->
          table.startAt(row, Math.floorDiv(from.getLong(), perMilli));
      case LOCAL_MILLIS, LOCAL_MICROS, LOCAL_NANOS ->
          table.startAtLocal(row, Math.floorDiv(from.getLong(), perMilli));
      case DATE -> table.startOn(row, from.getInteger());
      case JULIAN -> table.startAt(row, julian(from.getBinary()));
      case WHOLE_INT -> table.startAt(row, Integer.toString(from.getInteger()));
      case WHOLE_LONG -> table.startAt(row, Long.toString(from.getLong()));
      case TEXT -> table.startAt(row, text(from.getBinary()));
    };
  }

  private long julian(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong(bytes.position());
    int day = bytes.getInt(bytes.position() + Long.BYTES);
    return (day - JULIAN_EPOCH) * DAY_MILLIS + Math.floorDiv(nanos, perMilli);
  }

  /** A value as text, or as little of it as shows that it is none of the forms. */
  static String text(Binary value) {
    return value.length() <= LONGEST_TEXT
        ? value.toStringUsingUTF8()
        : value.slice(0, LONGEST_TEXT).toStringUsingUTF8() + "...";
  }
}
