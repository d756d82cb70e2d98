package io.quintet.examples.fooddelivery.demo;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked for.
 *
 * @param orders how many to place
 * @param once whether to end when they are placed and all their effects are there
 * @param perSecond the most orders per second
 * @param concurrency how many orders at a time
 * @param faults which services fail, and when
 * @param data the directory of the data files
 * @param directory the run directory that was named; null for a temporary one
 * @param keep whether it stays after success
 * @param json where the report goes; null for nowhere
 */
record DemoOptions(
        int orders,
        boolean once,
        double perSecond,
        int concurrency,
        List<Kill> kills,
        FaultSchedule faults,
        Path data,
        @Nullable Path directory,
        boolean keep,
        @Nullable Path json) {}
