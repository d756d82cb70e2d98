package io.quintet.runtime;

import io.quintet.signing.SignedMessages;
import io.quintet.spi.Delivery;

/** Consumer chain: turns away what is not signed as it must be, before anything in it is acted on. */
final class Authentic implements Consumption {
    private final Consumption next;
    private final SignedMessages signatures;

    Authentic(Consumption next, SignedMessages signatures) {
        this.next = next;
        this.signatures = signatures;
    }

    @Override
    public boolean handle(Delivery delivery) throws Exception {
        signatures.check(delivery.message());
        return next.handle(delivery);
    }
}
