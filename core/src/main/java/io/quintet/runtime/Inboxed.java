package io.quintet.runtime;

import io.quintet.spi.Delivery;

/** Consumer chain: skips a message that the group has handled before. */
final class Inboxed implements Consumption {
    private final Consumption next;
    private final Inbox inbox;

    Inboxed(Consumption next, Inbox inbox) {
        this.next = next;
        this.inbox = inbox;
    }

    @Override
    public boolean handle(Delivery delivery) throws Exception {
        return inbox.once(delivery, () -> next.handle(delivery));
    }
}
