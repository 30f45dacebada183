package io.plimsoll.kernel.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArraysTest {
  @Test
  void doesNotShareTheArraysItCopies() {
    long[] longs = {1, 2};
    int[] ints = {1, 2};
    LongVec ofLongs = LongVec.of(longs);
    IntVec ofInts = IntVec.of(ints);

    longs[0] = 9;
    ints[0] = 9;
    ofLongs.toArray()[0] = 9;
    ofInts.toArray()[0] = 9;

    assertThat(ofLongs).isEqualTo(LongVec.of(1, 2));
    assertThat(ofInts).isEqualTo(IntVec.of(1, 2));
  }

  @Test
  void sharesTheArraysItIsToldTo() {
    double[] doubles = {1};
    long[] longs = {1};
    int[] ints = {1};

    assertThat(Vec.ofUnsafe(doubles).toArrayUnsafe()).isSameAs(doubles);
    assertThat(LongVec.ofUnsafe(longs).toArrayUnsafe()).isSameAs(longs);
    assertThat(IntVec.ofUnsafe(ints).toArrayUnsafe()).isSameAs(ints);
  }

  @Test
  void comparesByValueBitForBit() {
    assertThat(Vec.of(Double.NaN))
        .isEqualTo(Vec.of(Double.NaN))
        .hasSameHashCodeAs(Vec.of(Double.NaN));
    assertThat(Vec.of(0.0)).isNotEqualTo(Vec.of(-0.0)).isNotEqualTo("0.0");
    assertThat(LongVec.of(1)).isEqualTo(LongVec.of(1)).hasSameHashCodeAs(LongVec.of(1));
    assertThat(LongVec.of(1)).isNotEqualTo(LongVec.of(2)).isNotEqualTo(Vec.of(1));
    assertThat(IntVec.of(1)).isEqualTo(IntVec.of(1)).hasSameHashCodeAs(IntVec.of(1));
    assertThat(IntVec.of(1)).isNotEqualTo(IntVec.of(2)).isNotEqualTo(LongVec.of(1));
  }

  @Test
  void cutsSlices() {
    assertThat(Vec.of(1, 2, 3).slice(1, 3)).isEqualTo(Vec.of(2, 3));
    assertThat(LongVec.of(1, 2, 3).slice(0, 2)).isEqualTo(LongVec.of(1, 2));
    assertThat(IntVec.of(1, 2, 3).slice(3, 3)).isEqualTo(IntVec.empty());
    assertThat(LongVec.of()).isSameAs(LongVec.empty());
    assertThat(IntVec.of()).isSameAs(IntVec.empty());
    assertThat(Vec.of()).isSameAs(Vec.empty());
  }

  @Test
  void refusesSlicesOutside() {
    int[][] bad = {{-1, 1}, {0, 3}, {2, 1}};
    for (int[] range : bad) {
      String message = "slice: [%d, %d) (expected: within [0, 2))".formatted(range[0], range[1]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Vec.of(1, 2).slice(range[0], range[1]))
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LongVec.of(1, 2).slice(range[0], range[1]))
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IntVec.of(1, 2).slice(range[0], range[1]))
          .withMessage(message);
    }
  }

  @Test
  void showsAtMostEightValues() {
    assertThat(Vec.of(1, 2)).hasToString("Vec(2)[1.0, 2.0]");
    assertThat(LongVec.of(1, 2)).hasToString("LongVec(2)[1, 2]");
    assertThat(IntVec.of(1, 2, 3, 4, 5, 6, 7, 8, 9))
        .hasToString("IntVec(9)[1, 2, 3, 4, 5, 6, 7, 8, ...]");
    assertThat(LongVec.of(1, 2, 3, 4, 5, 6, 7, 8, 9))
        .hasToString("LongVec(9)[1, 2, 3, 4, 5, 6, 7, 8, ...]");
    assertThat(Vec.of(1, 2, 3, 4, 5, 6, 7, 8, 9))
        .hasToString("Vec(9)[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, ...]");
  }

  @Test
  void keepsATableByColumn() {
    Matrix matrix = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});

    assertThat(matrix.rows()).isEqualTo(2);
    assertThat(matrix.columns()).isEqualTo(3);
    assertThat(matrix.get(1, 2)).isEqualTo(6);
    assertThat(matrix.column(1)).isEqualTo(Vec.of(2, 5));
    assertThat(matrix.sliceRows(1, 2)).isEqualTo(Matrix.ofRows(new double[] {4, 5, 6}));
    assertThat(matrix.withColumn(Vec.of(7, 8)).get(0, 3)).isEqualTo(7);
    assertThat(matrix).hasToString("Matrix(2 x 3)").isNotEqualTo("matrix");
    assertThat(matrix)
        .isEqualTo(Matrix.ofColumns(List.of(Vec.of(1, 4), Vec.of(2, 5), Vec.of(3, 6))))
        .hasSameHashCodeAs(Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6}));
  }

  @Test
  void refusesTablesWithHoles() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matrix.ofColumns(List.of()))
        .withMessage("columns: none (expected: at least one)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matrix.ofColumns(List.of(Vec.of(1), Vec.of(1, 2))))
        .withMessage("columns[1]: 2 rows (expected: 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(Matrix::ofRows)
        .withMessage("rows: none (expected: at least one)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matrix.ofRows(new double[] {1}, new double[] {1, 2}))
        .withMessage("rows[1]: 2 columns (expected: 1)");
  }

  @Test
  void packsEightBytesAValueLowestFirst() {
    assertThat(LittleEndian.pack(LongVec.of(258))).containsExactly(2, 1, 0, 0, 0, 0, 0, 0);
    assertThat(LittleEndian.pack(Vec.of(1))).containsExactly(0, 0, 0, 0, 0, 0, 0xF0, 0x3F);
  }

  @Test
  void unpacksWhatItPacked() {
    Vec doubles = Vec.of(0, -0.0, Double.MIN_VALUE, Double.NaN, 1e300);
    LongVec longs = LongVec.of(0, -1, Long.MIN_VALUE, Long.MAX_VALUE);

    assertThat(LittleEndian.doubles(LittleEndian.pack(doubles))).isEqualTo(doubles);
    assertThat(LittleEndian.longs(LittleEndian.pack(longs))).isEqualTo(longs);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LittleEndian.longs(new byte[7]))
        .withMessage("bytes: 7 (expected: a multiple of 8)");
  }
}
