package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.TIME;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** When the bar opened, in the exchange's own time zone. */
final class TimeFeatures {
  private TimeFeatures() {}

  static List<Definition> definitions() {
    List<Definition> definitions = new ArrayList<>();
    add(definitions, "minute_of_day", 0, 1440, "0..1439", TimeFeatures::minuteOfDay);
    add(definitions, "day_of_week", 1, 7, "Monday = 1", at -> at.getDayOfWeek().getValue());
    add(definitions, "day_of_month", 1, 31, "1..31", LocalDateTime::getDayOfMonth);
    add(definitions, "month", 1, 12, "1..12", LocalDateTime::getMonthValue);
    return List.copyOf(definitions);
  }

  private static void add(
      List<Definition> definitions,
      String name,
      int first,
      int period,
      String values,
      ToIntFunction<LocalDateTime> part) {
    definitions.add(
        Definition.of(
            TIME, name, 1, "exchange time of the open, " + values, x -> parts(x, name, part)));
    definitions.add(
        Definition.of(
            TIME,
            name + "_sin",
            1,
            "sin(2 pi (%s - %d)/%d)".formatted(name, first, period),
            x -> wave(parts(x, name, part), first, period, 0)));
    definitions.add(
        Definition.of(
            TIME,
            name + "_cos",
            1,
            "cos(2 pi (%s - %d)/%d)".formatted(name, first, period),
            x -> wave(parts(x, name, part), first, period, 0.5 * Math.PI)));
  }

  private static int minuteOfDay(LocalDateTime at) {
    return at.getHour() * 60 + at.getMinute();
  }

  private static double[] wave(double[] parts, int first, int period, double phase) {
    double[] table = new double[period];
    for (int i = 0; i < period; i++) {
      table[i] = StrictMath.sin(2 * Math.PI * i / period + phase);
    }
    return Formulas.each(parts.length, t -> table[(int) parts[t] - first]);
  }

  private static double[] parts(Columns x, String name, ToIntFunction<LocalDateTime> part) {
    return x.shared(name, () -> parts(x, part));
  }

  private static double[] parts(Columns x, ToIntFunction<LocalDateTime> part) {
    LongVec openTimes = x.bars().openTimes();
    ZoneRules rules = ExchangeCalendar.of(x.bars().exchange()).zone().getRules();
    double[] result = new double[x.rows()];
    ZoneOffset offset = ZoneOffset.UTC;
    long offsetUntil = Long.MIN_VALUE;
    for (int t = 0; t < result.length; t++) {
      long millis = openTimes.get(t);
      if (millis >= offsetUntil) {
        Instant at = Instant.ofEpochMilli(millis);
        offset = rules.getOffset(at);
        ZoneOffsetTransition next = rules.nextTransition(at);
        offsetUntil = next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
      }
      long second = Math.floorDiv(millis, 1000L);
      result[t] = part.applyAsInt(LocalDateTime.ofEpochSecond(second, 0, offset));
    }
    return result;
  }
}
