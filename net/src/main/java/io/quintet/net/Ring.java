package io.quintet.net;

import org.jspecify.annotations.Nullable;

/**
 * A list of things under way on one event loop that takes and loses members without allocation.
 *
 * <p>One sweep over it every few milliseconds finds what is late: far cheaper than a timer per request. Confined to its loop.
 */
final class Ring<T extends Ring.Member<T>> {
    /** Holds the links. */
    abstract static class Member<T extends Member<T>> {
        private @Nullable T before;
        private @Nullable T after;
        private boolean linked;
    }

    private @Nullable T first;

    void add(T member) {
        Member<T> links = member;
        links.linked = true;
        links.after = first;
        if (first != null) {
            ((Member<T>) first).before = member;
        }
        first = member;
    }

    void remove(T member) {
        Member<T> links = member;
        if (!links.linked) {
            return;
        }
        links.linked = false;
        if (links.before == null) {
            first = links.after;
        } else {
            ((Member<T>) links.before).after = links.after;
        }
        if (links.after != null) {
            ((Member<T>) links.after).before = links.before;
        }
        links.before = null;
        links.after = null;
    }

    @Nullable
    T first() {
        return first;
    }

    @Nullable
    T after(T member) {
        return ((Member<T>) member).after;
    }
}
