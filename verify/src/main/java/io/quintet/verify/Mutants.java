package io.quintet.verify;

import io.quintet.faults.CurrentDeliveries;
import io.quintet.faults.Decoration;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import io.quintet.spi.Receipt;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How the mutants are made: of decorations, for nothing in production can be switched off. */
final class Mutants {
    private Mutants() {}

    static Decoration withoutInbox(Decoration faults) {
        return Altered.database(faults, database -> new AlteredDatabase(database) {
            @Override
            public int once(String group, List<Delivery> deliveries, Handling work) throws Exception {
                return transact(() -> {
                    CurrentDeliveries.with(deliveries, work);
                    return deliveries.size();
                });
            }
        });
    }

    static Decoration withoutOutbox(Decoration faults) {
        return Altered.database(faults, database -> new AlteredDatabase(database) {
            private @Nullable Relay relay;

            @Override
            public void relay(Relay target) {
                relay = target;
                super.relay(target);
            }

            @Override
            public void enqueue(String transport, Channel channel, Message message) {
                Relay now = relay;
                if (now == null) {
                    throw new IllegalStateException("nothing relays yet");
                }
                // not waited for: ZeroMQ's receipt comes when it is handled, in a database that is locked here
                CompletableFuture<List<Receipt>> unused = now.send(transport, channel, List.of(message));
            }
        });
    }

    static Decoration marking(Decoration faults) {
        return Altered.database(faults, database -> new AlteredDatabase(database) {
            @Override
            public void relay(Relay target) {
                super.relay((transport, channel, batch) -> {
                    CompletableFuture<List<Receipt>> ignored = target.send(transport, channel, batch);
                    return CompletableFuture.completedFuture(
                            Collections.nCopies(batch.size(), Receipt.Accepted.INSTANCE));
                });
            }
        });
    }

    static Decoration acknowledging(Decoration faults) {
        return Altered.deliveries(
                faults,
                (delivery, consumer) -> Thread.ofVirtual().start(() -> {
                    delivery.ack();
                    consumer.accept(new Settled(delivery));
                }));
    }

    static Decoration withoutFence(Decoration faults) {
        return Altered.deliveries(faults, (delivery, consumer) -> consumer.accept(new Unfenced(delivery)));
    }

    static Decoration withoutKey(Decoration faults) {
        return Altered.messages(faults, message -> {
            Headers.Builder headers = Headers.builder();
            message.headers().forEach((name, value) -> {
                if (!name.equals(HeaderNames.KEY)) {
                    headers.set(name, value);
                }
            });
            return new Message(headers.build(), message.payload());
        });
    }

    static Decoration renaming(Decoration faults) {
        Set<String> sent = ConcurrentHashMap.newKeySet();
        AtomicLong names = new AtomicLong();
        return Altered.messages(
                faults,
                message -> sent.add(message.id())
                        ? message
                        : with(message, HeaderNames.ID, message.id() + "-" + names.incrementAndGet()));
    }

    /** Of all instances of the process: requests are sent by one and answered by another. */
    private static final AtomicReference<String> ASKED_LAST = new AtomicReference<>("");

    static Decoration mixing(Decoration faults) {
        return Altered.messages(faults, message -> {
            if (message.header(HeaderNames.REPLY_CHANNEL) != null
                    && message.header(HeaderNames.CORRELATION_DATA) == null) {
                ASKED_LAST.set(message.id());
            }
            return message.header(HeaderNames.CORRELATION_ID) == null
                    ? message
                    : with(message, HeaderNames.CORRELATION_ID, ASKED_LAST.get());
        });
    }

    private static Message with(Message message, String header, String value) {
        return new Message(message.headers().with(header, value), message.payload());
    }

    /** A delivery with one thing changed. */
    private abstract static class AlteredDelivery implements Delivery {
        final Delivery delivery;

        AlteredDelivery(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public Message message() {
            return delivery.message();
        }

        @Override
        public int attempt() {
            return delivery.attempt();
        }

        @Override
        public Fence fence() {
            return delivery.fence();
        }

        @Override
        public void ack() {
            delivery.ack();
        }

        @Override
        public void retry(Duration after, Throwable cause) {
            delivery.retry(after, cause);
        }

        @Override
        public void reject(Throwable cause) {
            delivery.reject(cause);
        }
    }

    private static final class Settled extends AlteredDelivery {
        Settled(Delivery delivery) {
            super(delivery);
        }

        @Override
        public void ack() {
            // it was
        }

        @Override
        public void retry(Duration after, Throwable cause) {
            // too late
        }

        @Override
        public void reject(Throwable cause) {
            // too late
        }
    }

    private static final class Unfenced extends AlteredDelivery {
        Unfenced(Delivery delivery) {
            super(delivery);
        }

        @Override
        public Fence fence() {
            Fence fence = delivery.fence();
            return new Fence() {
                @Override
                public String shard() {
                    return fence.shard();
                }

                @Override
                public long token() {
                    return fence.token();
                }

                @Override
                public boolean holds() {
                    return true;
                }
            };
        }
    }
}
