package io.quintet.tck;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import io.quintet.transport.memory.MemoryTransportProvider;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The memory transport behind a server that can be stopped and started; one that does not come back by itself, if so asked. */
public final class RestartableProvider implements TransportProvider {
    static final String NAME = "restartable";
    static final Power POWER = new Power();

    private static final Guarantees GUARANTEES = Guarantees.of(
            Integer.MAX_VALUE,
            Guarantee.KEY_ORDER,
            Guarantee.COMPETING_CONSUMERS,
            Guarantee.EVERY_GROUP,
            Guarantee.STORED,
            Guarantee.REDELIVERY);

    /** The server. */
    static final class Power implements Server {
        private final Set<Line> lines = ConcurrentHashMap.newKeySet();
        private volatile boolean on = true;
        private final AtomicInteger toRefuse = new AtomicInteger();
        volatile boolean reconnects = true;

        /** On, with nobody connected: as it was before anybody came. */
        void reset() {
            on = true;
            reconnects = true;
            toRefuse.set(0);
            lines.clear();
        }

        /** Starts when so many further messages were turned away. */
        void startAfter(int messages) {
            toRefuse.set(messages);
        }

        void refuse() {
            if (toRefuse.decrementAndGet() == 0) {
                start();
            }
        }

        @Override
        public void stop() {
            on = false;
            lines.forEach(Line::cut);
        }

        @Override
        public void start() {
            on = true;
            if (reconnects) {
                lines.forEach(Line::connect);
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return GUARANTEES;
    }

    @Override
    public Transport create(ServiceContext context) {
        return new Restartable((MessageTransport) new MemoryTransportProvider().create(context));
    }

    /** One subscription, over a connection that can be cut. */
    private static final class Line implements Subscription {
        private final MessageTransport transport;
        private final Channel channel;
        private final String group;
        private final int credit;
        private final Consumer<Delivery> consumer;
        private @Nullable Subscription connected;

        Line(MessageTransport transport, Channel channel, String group, int credit, Consumer<Delivery> consumer) {
            this.transport = transport;
            this.channel = channel;
            this.group = group;
            this.credit = credit;
            this.consumer = consumer;
        }

        synchronized void connect() {
            connected = transport.subscribe(channel, group, credit, consumer);
        }

        synchronized void cut() {
            if (connected != null) {
                connected.close();
                connected = null;
            }
        }

        @Override
        public void drain(Duration patience) {
            Subscription now;
            synchronized (this) {
                now = connected;
            }
            if (now != null) {
                now.drain(patience);
            }
        }

        @Override
        public void close() {
            POWER.lines.remove(this);
            cut();
        }
    }

    private record Restartable(MessageTransport sound) implements MessageTransport {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Guarantees guarantees() {
            return GUARANTEES;
        }

        @Override
        public CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
            if (POWER.on) {
                return sound.send(channel, batch);
            }
            POWER.refuse();
            return CompletableFuture.completedFuture(Collections.nCopies(
                    batch.size(),
                    new Receipt.Failed(QuintetException.refused(Code.UNAVAILABLE, "the server is away"))));
        }

        @Override
        public Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
            Line line = new Line(sound, channel, group, credit, consumer);
            POWER.lines.add(line);
            line.connect();
            return line;
        }

        @Override
        public void remove(Channel channel) {
            sound.remove(channel);
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
