package io.quintet.cli.dlq;

import io.quintet.spi.DeadLetters;
import io.quintet.spi.DeadLetters.Filter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters. */
final class FilterOptions {
    @Option(names = "--channel", paramLabel = "NAME", description = "Only those of this channel.")
    private @Nullable String channel;

    @Option(names = "--group", paramLabel = "NAME", description = "Only those of this subscriber group.")
    private @Nullable String group;

    Filter filter() {
        return new Filter(channel, group);
    }

    boolean given() {
        return channel != null || group != null;
    }

    static long count(DeadLetters letters, Filter filter) {
        return letters.counts(filter).stream()
                .mapToLong(DeadLetters.Count::count)
                .sum();
    }
}
