package io.plimsoll.batch.pipelines.core;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.plimsoll.batchkernel.pipeline.PipelineTrigger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a schedule is due: five UNIX fields in a time zone, so that 16:00 stays 16:00 when the
 * clocks change.
 */
public final class CronSchedule {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private final ExecutionTime times;
  private final ZoneId zone;

  private CronSchedule(ExecutionTime times, ZoneId zone) {
    this.times = times;
    this.zone = zone;
  }

  /**
   * Reads a trigger's expression.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static CronSchedule of(PipelineTrigger.Cron trigger) {
    return of(trigger.expression(), trigger.zone());
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static CronSchedule of(String expression, ZoneId zone) {
    return new CronSchedule(ExecutionTime.forCron(PARSER.parse(expression).validate()), zone);
  }

  /** The first time after an instant, if there is one. */
  public Optional<Instant> next(Instant after) {
    return times.nextExecution(after.atZone(zone)).map(time -> time.toInstant());
  }
}
