package io.quintet.resilience;

import org.jspecify.annotations.Nullable;

/** See {@link Balancing#consistentHash}. */
final class Rendezvous implements Balancing {
    private final Balancing otherwise;

    Rendezvous(Balancing otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public int choose(Candidate[] among, @Nullable String key) {
        if (key == null) {
            return otherwise.choose(among, null);
        }
        long hash = (long) key.hashCode() << 32;
        int chosen = 0;
        boolean chosenAvailable = among[0].available();
        long highest = score(hash, among[0]);
        for (int i = 1; i < among.length; i++) {
            boolean available = among[i].available();
            long score = score(hash, among[i]);
            if (available == chosenAvailable ? score > highest : available) {
                chosen = i;
                chosenAvailable = available;
                highest = score;
            }
        }
        return chosen;
    }

    /** As good as random, and the same for the same two. */
    private static long score(long key, Candidate candidate) {
        long z = (key | (candidate.hash() & 0xffff_ffffL)) + 0x9e37_79b9_7f4a_7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }
}
