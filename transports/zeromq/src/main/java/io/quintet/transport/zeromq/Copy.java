package io.quintet.transport.zeromq;

import org.jspecify.annotations.Nullable;

/** A message on its way to one group. For the reactor's thread. */
final class Copy {
    private final Sent sent;
    private final GroupRoute group;
    private @Nullable Lane lane;
    private int attempt = 1;
    private boolean arrived;
    private boolean confirmed;

    Copy(Sent sent, GroupRoute group) {
        this.sent = sent;
        this.group = group;
    }

    Sent sent() {
        return sent;
    }

    GroupRoute group() {
        return group;
    }

    /** Where those of its key wait; null for one without a key. */
    @Nullable
    Lane lane() {
        return lane;
    }

    void waitsIn(Lane keyed) {
        lane = keyed;
    }

    int attempt() {
        return attempt;
    }

    void goes() {
        sent.goes();
    }

    void comesBack() {
        attempt++;
        arrived = false;
        sent.waitsAgain();
    }

    /** A member has it. */
    void arrive() {
        arrived = true;
        if (!group.confirmsHandled()) {
            confirm();
        }
    }

    boolean arrived() {
        return arrived;
    }

    void confirm() {
        if (!confirmed) {
            confirmed = true;
            sent.confirmed();
        }
    }

    boolean confirmed() {
        return confirmed;
    }
}
