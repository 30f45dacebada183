package io.plimsoll.batch.marketdata.core.parquet;

import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A column of the table, as the footer declares it.
 *
 * @param element its type
 * @param leaf which chunk of a row group holds it
 * @param isNested whether a row may have more or other than one value of it
 */
record ParquetColumn(SchemaElement element, int leaf, boolean isNested) {
  private static final int LONGEST_FIXED = 64;

  String name() {
    return element.getName();
  }

  boolean isOptional() {
    return element.getRepetition_type() != FieldRepetitionType.REQUIRED;
  }

  /** The smallest number of bytes that a value takes in a dictionary. */
  int leastWidth() {
    return switch (element.getType()) {
      case BOOLEAN, FIXED_LEN_BYTE_ARRAY -> 1;
      case INT32, FLOAT, BYTE_ARRAY -> 4;
      case INT64, DOUBLE -> 8;
      case INT96 -> 12;
    };
  }

  /** The type that the library reads it by. */
  PrimitiveType toType() throws ParquetFault {
    if (isNested) {
      throw new ParquetFault(name(), "a nested column (expected: one value a row)");
    }
    PrimitiveTypeName type =
        switch (element.getType()) {
          case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
          case INT32 -> PrimitiveTypeName.INT32;
          case INT64 -> PrimitiveTypeName.INT64;
          case INT96 -> PrimitiveTypeName.INT96;
          case FLOAT -> PrimitiveTypeName.FLOAT;
          case DOUBLE -> PrimitiveTypeName.DOUBLE;
          case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
          case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        };
    int length = element.isSetType_length() ? element.getType_length() : 0;
    boolean isFixed = type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    if (isFixed && (length < 1 || length > LONGEST_FIXED)) {
      throw new ParquetFault(
          name(), "values of %d bytes (expected: 1 to %d)".formatted(length, LONGEST_FIXED));
    }
    Repetition repetition = isOptional() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return new PrimitiveType(repetition, type, isFixed ? length : 0, "column" + leaf);
  }
}
