package io.quintet.resilience;

/** Prefers those of one's own zone while at least half of them are available, so that few do not get the load of many. */
public final class Zones {
    private Zones() {}

    /** Those to choose among: {@code own}, or {@code all}. */
    public static Candidate[] prefer(Candidate[] own, Candidate[] all) {
        int available = 0;
        for (Candidate each : own) {
            available += each.available() ? 1 : 0;
        }
        return available > 0 && available * 2 >= own.length ? own : all;
    }
}
