package io.quintet.transport.sql.powerloss;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * When the power goes.
 *
 * @param seed what is drawn from it is the same every time
 * @param position before that record
 */
record Moment(long seed, int position) {
    private static final int NEAR = 12;

    static List<Moment> some(Recording recording, long firstSeed, int count) {
        Kinds kinds = new Kinds(recording);
        return LongStream.range(firstSeed, firstSeed + count)
                .mapToObj(kinds::at)
                .toList();
    }

    /** Whether it is the header of a WAL: it begins, or begins anew. */
    static boolean newLog(Recording.Entry entry) {
        return entry.operation() == 'W' && entry.at() == 0 && entry.length() == 32;
    }

    /** The moments that matter most would be rare if all were drawn alike, so that there are four kinds, in turn. */
    private static final class Kinds {
        private final int end;
        private final int[] marks;
        private final int[] turns;

        Kinds(Recording recording) {
            end = recording.entries().size();
            marks = where(
                    recording,
                    entry -> entry.operation() == 'W' && recording.name(entry).equals(Marks.FILE));
            turns = where(recording, entry -> "CUT".indexOf(entry.operation()) >= 0 || newLog(entry));
        }

        private static int[] where(Recording recording, Predicate<Recording.Entry> of) {
            return IntStream.range(0, recording.entries().size())
                    .filter(i -> of.test(recording.entries().get(i)))
                    .toArray();
        }

        Moment at(long seed) {
            SplittableRandom random = new SplittableRandom(~seed);
            int position = switch (Math.floorMod(seed, 8)) {
                case 0, 2, 4 -> random.nextInt(end + 1);
                case 1, 3, 5 -> marks[random.nextInt(marks.length)] + 1; // something was acknowledged just now
                case 6 ->
                    turns[random.nextInt(turns.length)] + random.nextInt(-NEAR, NEAR); // files and logs come and go
                default -> random.nextInt(marks[0]); // everything is made for the first time
            };
            return new Moment(seed, Math.clamp(position, 0, end));
        }
    }
}
