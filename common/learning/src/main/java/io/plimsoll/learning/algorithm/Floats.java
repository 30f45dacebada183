package io.plimsoll.learning.algorithm;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.List;

/** Columns of doubles as the floats by row that the native libraries take. */
final class Floats {
  private Floats() {}

  static float[] byRow(Matrix matrix) {
    int columns = matrix.columns();
    int rows = matrix.rows();
    float[] floats = new float[Math.multiplyExact(rows, columns)];
    for (int j = 0; j < columns; j++) {
      double[] column = matrix.column(j).toArrayUnsafe();
      for (int i = 0, at = j; i < rows; i++, at += columns) {
        floats[at] = (float) column[i];
      }
    }
    return floats;
  }

  /** Rows of floats as columns of doubles, less the last one: the constant of a contribution. */
  static Matrix withoutLastColumn(float[][] rows, int columns) {
    List<Vec> kept = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      double[] column = new double[rows.length];
      for (int i = 0; i < column.length; i++) {
        column[i] = rows[i][j];
      }
      kept.add(Vec.ofUnsafe(column));
    }
    return Matrix.ofColumns(kept);
  }

  static float[] of(Vec values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values.get(i);
    }
    return floats;
  }
}
