package io.plimsoll.kernel.array;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VecTest {
  @Test
  void doesNotSeeLaterWritesToTheArrayItWasMadeOf() {
    double[] values = {1, 2, 3};
    Vec column = Vec.of(values);

    values[0] = 9;

    assertThat(column).isEqualTo(Vec.of(1, 2, 3));
  }
}
