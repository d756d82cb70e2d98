package io.quintet.runtime;

import io.quintet.message.Message;
import io.quintet.payload.Payloads;
import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import java.time.Duration;

/**
 * Consumer chain: makes payloads whole again that were compressed, or put into a store, whatever this service does with its own. Before
 * the transaction of the handler, which holds locks; what fails is a failed attempt.
 */
final class Unpacking implements Consumption {
    private final Consumption next;
    private final Payloads payloads;

    Unpacking(Consumption next, Payloads payloads) {
        this.next = next;
        this.payloads = payloads;
    }

    @Override
    public boolean handle(Delivery delivery) throws Exception {
        return next.handle(whole(delivery, payloads));
    }

    /** The delivery with its message as it was before it was packed; the same where it was not. */
    static Delivery whole(Delivery delivery, Payloads payloads) {
        return payloads.packed(delivery.message())
                ? new Whole(delivery, payloads.unpack(delivery.message()))
                : delivery;
    }

    /** Settled as the packed one, which is what the transport delivers again, or keeps among the dead letters. */
    private static final class Whole implements Delivery {
        private final Delivery packed;
        private final Message message;

        Whole(Delivery packed, Message message) {
            this.packed = packed;
            this.message = message;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public int attempt() {
            return packed.attempt();
        }

        @Override
        public Fence fence() {
            return packed.fence();
        }

        @Override
        public void ack() {
            packed.ack();
        }

        @Override
        public void retry(Duration after, Throwable cause) {
            packed.retry(after, cause);
        }

        @Override
        public void reject(Throwable cause) {
            packed.reject(cause);
        }
    }
}
