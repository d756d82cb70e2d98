package io.quintet.transport.zeromq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages whose senders wait, what is due next first: a list that each of them is a link of, so that none is searched. For the reactor's thread. */
final class Pending {
    private @Nullable Sent first;
    private @Nullable Sent last;

    void add(Sent sent) {
        sent.linked(last, null);
        if (last == null) {
            first = sent;
        } else {
            last.linked(last.previous(), sent);
        }
        last = sent;
    }

    /** Takes out one that was added. */
    void remove(Sent sent) {
        Sent previous = sent.previous();
        Sent next = sent.next();
        if (previous == null) {
            first = next;
        } else {
            previous.linked(previous.previous(), next);
        }
        if (next == null) {
            last = previous;
        } else {
            next.linked(previous, next.next());
        }
        sent.linked(null, null);
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Null for none; the others by {@link Sent#next()}. */
    @Nullable
    Sent first() {
        return first;
    }

    List<Sent> all() {
        List<Sent> all = new ArrayList<>();
        for (Sent each = first; each != null; each = each.next()) {
            all.add(each);
        }
        return all;
    }
}
