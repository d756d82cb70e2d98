package io.quintet.transport.zeromq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages whose senders wait, the oldest first: a list that each of them is a link of, so that none is searched. For the reactor's thread. */
final class Pending {
    private @Nullable Sent oldest;
    private @Nullable Sent newest;

    void add(Sent sent) {
        sent.linked(newest, null);
        if (newest == null) {
            oldest = sent;
        } else {
            newest.linked(newest.older(), sent);
        }
        newest = sent;
    }

    /** Takes out one that was added. */
    void remove(Sent sent) {
        Sent older = sent.older();
        Sent newer = sent.newer();
        if (older == null) {
            oldest = newer;
        } else {
            older.linked(older.older(), newer);
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.linked(older, newer.newer());
        }
        sent.linked(null, null);
    }

    boolean isEmpty() {
        return oldest == null;
    }

    /** Null for none; the others by {@link Sent#newer()}. */
    @Nullable
    Sent oldest() {
        return oldest;
    }

    List<Sent> all() {
        List<Sent> all = new ArrayList<>();
        for (Sent each = oldest; each != null; each = each.newer()) {
            all.add(each);
        }
        return all;
    }
}
