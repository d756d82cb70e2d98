package io.quintet.log;

import io.quintet.spi.DeadLetters.Count;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts dead letters, or what stands for them. */
public final class LetterCounts {
    private LetterCounts() {}

    /** How many there are of each channel and group, in the order of their names. */
    public static <T> List<Count> of(Stream<T> letters, Function<T, String> channel, Function<T, String> group) {
        return letters
                .collect(Collectors.groupingBy(
                        letter -> List.of(channel.apply(letter), group.apply(letter)), Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> new Count(each.getKey().getFirst(), each.getKey().getLast(), each.getValue()))
                .sorted(Comparator.comparing(Count::channel).thenComparing(Count::group))
                .toList();
    }
}
