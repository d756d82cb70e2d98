package io.quintet.transport.sql.powerloss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A file on a disk: what is surely there, and what was done to it since. */
final class FileContent {
    private static final int SECTOR = 512;
    private static final double[] KEPT = {0, 0.1, 0.5, 0.9, 1};

    /**
     * A write, or, without bytes, a truncation.
     *
     * @param index which record of the journal it is
     */
    private record Change(int index, long at, int start, int length, boolean truncation) {}

    private final byte[] journal;
    private final Image durable;
    private final List<Change> pending = new ArrayList<>();

    FileContent(byte[] journal) {
        this.journal = journal;
        this.durable = new Image(new byte[0], 0);
    }

    void write(int index, Recording.Entry entry) {
        pending.add(new Change(index, entry.at(), entry.start(), entry.length(), false));
    }

    void truncate(int index, Recording.Entry entry) {
        pending.add(new Change(index, entry.at(), 0, 0, true));
    }

    /** A sync that began with that record has ended: what came before it is there. */
    void synced(int begin) {
        int end = 0;
        while (end < pending.size() && pending.get(end).index() < begin) {
            durable.apply(journal, pending.get(end++));
        }
        pending.subList(0, end).clear();
    }

    /** With all that was ever done to it. */
    byte[] complete() {
        Image image = durable.copy();
        pending.forEach(change -> image.apply(journal, change));
        return image.toBytes();
    }

    /** As it may be after a loss of power: each change is there, or is not, or, for a write, some of its sectors are. */
    byte[] afterPowerLoss(SplittableRandom random) {
        double kept = KEPT[random.nextInt(KEPT.length)];
        double torn = random.nextBoolean() ? 0 : 0.3;
        Image image = durable.copy();
        for (Change change : pending) {
            if (!change.truncation() && random.nextDouble() < torn) {
                tear(image, change, random);
            } else if (random.nextDouble() < kept) {
                image.apply(journal, change);
            }
        }
        return image.toBytes();
    }

    private void tear(Image image, Change write, SplittableRandom random) {
        long end = write.at() + write.length();
        for (long from = write.at(); from < end; ) {
            long to = Math.min(end, (from / SECTOR + 1) * SECTOR);
            if (random.nextBoolean()) {
                int skipped = (int) (from - write.at());
                image.apply(
                        journal, new Change(write.index(), from, write.start() + skipped, (int) (to - from), false));
            }
            from = to;
        }
        if (random.nextBoolean()) {
            image.extend(end); // the length was recorded, the bytes were not
        }
    }

    private static final class Image {
        private byte[] bytes;
        private int length;

        Image(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        Image copy() {
            return new Image(Arrays.copyOf(bytes, length), length);
        }

        void extend(long to) {
            int wanted = Math.toIntExact(to);
            if (wanted > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(wanted, 2 * bytes.length));
            }
            length = Math.max(length, wanted);
        }

        void apply(byte[] journal, Change change) {
            if (change.truncation()) {
                int to = Math.toIntExact(change.at());
                if (to < length) {
                    Arrays.fill(bytes, to, length, (byte) 0);
                    length = to;
                } else {
                    extend(to);
                }
                return;
            }
            extend(change.at() + change.length());
            System.arraycopy(journal, change.start(), bytes, (int) change.at(), change.length());
        }

        byte[] toBytes() {
            return Arrays.copyOf(bytes, length);
        }
    }
}
