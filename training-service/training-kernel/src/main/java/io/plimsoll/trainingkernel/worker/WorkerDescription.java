package io.plimsoll.trainingkernel.worker;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one worker of the pool is doing.
 *
 * @param number its place in the pool, from 0
 * @param pid its process, none while it has none
 * @param task the task in work
 * @param residentBytes the process's resident memory as last seen, 0 where it is not known
 * @param tasksDone how many tasks this process has finished
 * @param restarts how many processes this place has had before, recycled ones included
 */
public record WorkerDescription(
    int number,
    OptionalLong pid,
    Optional<String> task,
    long residentBytes,
    int tasksDone,
    int restarts) {}
