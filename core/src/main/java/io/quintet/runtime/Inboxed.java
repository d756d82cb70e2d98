package io.quintet.runtime;

import io.quintet.message.Message;

/** Consumer chain: skips a message that the group has handled before. */
final class Inboxed implements Consumption {
    private final Consumption next;
    private final Inbox inbox;

    Inboxed(Consumption next, Inbox inbox) {
        this.next = next;
        this.inbox = inbox;
    }

    @Override
    public boolean handle(Message message, int attempt) throws Exception {
        return inbox.once(message, () -> {
            next.handle(message, attempt);
            return null;
        });
    }
}
