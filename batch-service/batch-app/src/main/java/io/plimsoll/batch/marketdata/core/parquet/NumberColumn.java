package io.plimsoll.batch.marketdata.core.parquet;

import io.plimsoll.kernel.csv.PriceTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.io.api.Binary;

/**
 * How a column tells a number. Each becomes the nearest double; one of single precision keeps
 * exactly the value it has.
 *
 * @param form how it is stored
 * @param scale how many decimals a decimal has
 */
record NumberColumn(Form form, int scale) {
  private static final int MOST_DECIMALS = 38;
  private static final int LONGEST = 32;

  /** How a number is stored. */
  enum Form {
    DOUBLE,
    FLOAT,
    INT,
    LONG,
    UNSIGNED_INT,
    UNSIGNED_LONG,
    DECIMAL_INT,
    DECIMAL_LONG,
    DECIMAL_BYTES,
    TEXT
  }

  static NumberColumn of(ParquetColumn column) throws ParquetFault {
    SchemaElement element = column.element();
    int scale = scale(element);
    boolean isDecimal = isDecimal(element);
    if (isDecimal && (scale < 0 || scale > MOST_DECIMALS)) {
      throw new ParquetFault(
          column.name(), "scale %d (expected: 0 to %d)".formatted(scale, MOST_DECIMALS));
    }
    Form form =
        switch (element.getType()) {
          case DOUBLE -> Form.DOUBLE;
          case FLOAT -> Form.FLOAT;
          case INT32 ->
              isDecimal ? Form.DECIMAL_INT : isUnsigned(element) ? Form.UNSIGNED_INT : Form.INT;
          case INT64 ->
              isDecimal ? Form.DECIMAL_LONG : isUnsigned(element) ? Form.UNSIGNED_LONG : Form.LONG;
          case FIXED_LEN_BYTE_ARRAY -> isDecimal ? Form.DECIMAL_BYTES : unknown(column);
          case BYTE_ARRAY -> isDecimal ? Form.DECIMAL_BYTES : Form.TEXT;
          case BOOLEAN, INT96 -> unknown(column);
        };
    return new NumberColumn(form, scale);
  }

  private static Form unknown(ParquetColumn column) throws ParquetFault {
    throw new ParquetFault(
        column.name(), "%s values (expected: numbers)".formatted(column.element().getType()));
  }

  private static boolean isDecimal(SchemaElement element) {
    return element.getConverted_type() == ConvertedType.DECIMAL
        || (element.isSetLogicalType() && element.getLogicalType().isSetDECIMAL());
  }

  private static int scale(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    return logical != null && logical.isSetDECIMAL()
        ? logical.getDECIMAL().getScale()
        : element.getScale();
  }

  private static boolean isUnsigned(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    if (logical != null && logical.isSetINTEGER()) {
      return !logical.getINTEGER().isIsSigned();
    }
    return element.getConverted_type() == ConvertedType.UINT_32
        || element.getConverted_type() == ConvertedType.UINT_64;
  }

  /** Sets a value of the row that was started; false after a fault. */
  boolean set(PriceTable table, int value, ColumnReader from) {
    return switch (form) {
      case DOUBLE -> table.set(value, from.getDouble());
      case FLOAT -> table.set(value, from.getFloat());
      case INT -> table.set(value, from.getInteger());
      case LONG -> table.set(value, (double) from.getLong());
      case UNSIGNED_INT -> table.set(value, (double) Integer.toUnsignedLong(from.getInteger()));
      case UNSIGNED_LONG -> table.set(value, Long.toUnsignedString(from.getLong()));
      case DECIMAL_INT -> table.set(value, decimal(from.getInteger()));
      case DECIMAL_LONG -> table.set(value, decimal(from.getLong()));
      case DECIMAL_BYTES -> bytes(table, value, from.getBinary());
      case TEXT -> table.set(value, TimeColumn.text(from.getBinary()));
    };
  }

  private double decimal(long unscaled) {
    return BigDecimal.valueOf(unscaled, scale).doubleValue();
  }

  private boolean bytes(PriceTable table, int value, Binary unscaled) {
    if (unscaled.length() == 0 || unscaled.length() > LONGEST) {
      return table.drop(value, "a decimal of %d bytes".formatted(unscaled.length()));
    }
    return table.set(
        value, new BigDecimal(new BigInteger(unscaled.getBytes()), scale).doubleValue());
  }
}
