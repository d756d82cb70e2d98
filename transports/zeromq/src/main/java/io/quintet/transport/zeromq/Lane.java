package io.quintet.transport.zeromq;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The messages of one key to one group, which are with one member at a time. For the reactor's thread. */
final class Lane {
    private final String key;
    private final ArrayDeque<Copy> unsent = new ArrayDeque<>(4);
    private @Nullable Outlet at;
    private int underWay;

    Lane(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** What is to be sent, the oldest first. */
    ArrayDeque<Copy> unsent() {
        return unsent;
    }

    /** The member that has what is under way. */
    @Nullable
    Outlet at() {
        return at;
    }

    int underWay() {
        return underWay;
    }

    void goesTo(@Nullable Outlet member) {
        at = member;
    }

    void went() {
        underWay++;
    }

    void settled() {
        underWay--;
    }
}
