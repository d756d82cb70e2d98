package io.quintet.resilience;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last good response to each of the requests that were made last. Safe for use by many threads. */
public final class LastGood {
    private static final int LOOKED_AT = 8;

    private final Duration maxAge;
    private final int most;
    private final Ticker ticker;
    private final Map<Object, Kept> kept = new ConcurrentHashMap<>();

    /**
     * A response, and how old it is.
     *
     * @param response the record
     * @param age since it came
     */
    public record Aged(Object response, Duration age) {}

    private record Kept(Object response, long at) {}

    /** Of {@code most} requests, for {@code maxAge}. */
    public LastGood(Duration maxAge, int most, Ticker ticker) {
        this.maxAge = maxAge;
        this.most = most;
        this.ticker = ticker;
    }

    /** A request was answered. */
    public void keep(Object request, Object response) {
        if (kept.put(request, new Kept(response, ticker.nanos())) == null && kept.size() > most) {
            dropOne(request);
        }
    }

    /** The last answer to an equal request; null where there is none that is young enough. */
    public @Nullable Aged of(Object request) {
        Kept found = kept.get(request);
        if (found == null) {
            return null;
        }
        Duration age = Duration.ofNanos(ticker.nanos() - found.at());
        if (age.compareTo(maxAge) > 0) {
            kept.remove(request, found);
            return null;
        }
        return new Aged(found.response(), age);
    }

    /** The oldest of a few: nearly as good as the oldest of all, and found at once. */
    private void dropOne(Object butNot) {
        Map.Entry<Object, Kept> oldest = null;
        Iterator<Map.Entry<Object, Kept>> entries = kept.entrySet().iterator();
        for (int i = 0; i < LOOKED_AT && entries.hasNext(); i++) {
            Map.Entry<Object, Kept> entry = entries.next();
            boolean older =
                    oldest == null || entry.getValue().at() - oldest.getValue().at() < 0;
            if (older && !entry.getKey().equals(butNot)) {
                oldest = entry;
            }
        }
        if (oldest != null) {
            kept.remove(oldest.getKey(), oldest.getValue());
        }
    }

    /** How many are kept. */
    public int size() {
        return kept.size();
    }
}
