package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurators;
import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, made anew when it is asked for and the last one is gone. Who holds channels of the last one loses them with it: the
 * client's own recovery, which would hide that a delivery is of the past, is off. Safe for use by many threads.
 */
final class Link implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5000;
    private static final int CLOSE_MILLIS = 5000;

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** A node that has just started takes connections before its quorum queues have leaders. */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final GatheringFactory factory = new GatheringFactory();
    private final List<Address> addresses;
    private final String name;
    private @Nullable Connection connection;
    private volatile @Nullable Socket socket;
    private volatile boolean blocked;
    private boolean disturbed;
    private @Nullable Exception refused;
    private long refusedAt;
    private boolean closed;

    /** {@code name}: what RabbitMQ's own tools call it. */
    Link(RabbitSettings settings, String name) {
        this(settings, name, null);
    }

    /** As the other one; {@code consumers} runs what its consumers do, where the client's own threads are not to. */
    Link(RabbitSettings settings, String name, @Nullable ExecutorService consumers) {
        this.name = name;
        factory.setSharedExecutor(consumers);
        try {
            factory.setUri(settings.urls().getFirst());
            if (factory.isSSL()) {
                factory.useSslProtocol(SSLContext.getDefault()); // that of the client itself trusts everybody
                factory.enableHostnameVerification();
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "rabbitmq.url: " + settings.address() + ": " + e.getMessage()
                            + " (expected: amqp://user:password@host:port/vhost)",
                    e);
        }
        int usual =
                factory.isSSL() ? ConnectionFactory.DEFAULT_AMQP_OVER_SSL_PORT : ConnectionFactory.DEFAULT_AMQP_PORT;
        addresses = settings.urls().stream()
                .map(url -> new Address(url.getHost(), url.getPort() < 0 ? usual : url.getPort()))
                .toList();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setHandshakeTimeout(CONNECT_MILLIS);
        factory.setShutdownTimeout(CLOSE_MILLIS);
        factory.setSocketConfigurator(SocketConfigurators.defaultConfigurator().andThen(fresh -> socket = fresh));
        factory.setRequestedHeartbeat((int) settings.heartbeat().toSeconds());
        factory.setChannelRpcTimeout((int) settings.sendTimeout().toMillis());
        factory.setThreadFactory(
                Thread.ofPlatform().daemon().name("quintet-rabbitmq-", 0).factory());
    }

    /** The open connection; one of the errors of {@link RabbitErrors} where there is none to be had. */
    Connection connection() {
        return connection(System.nanoTime());
    }

    /** Those who came before another one's attempt failed, and waited for that, do not try one after the other. */
    private synchronized Connection connection(long came) {
        Connection open = connection;
        if (open != null && open.isOpen()) {
            return open;
        }
        if (closed) {
            throw QuintetException.unreachable("the rabbitmq transport is closed", null);
        }
        disturbed |= open != null;
        if (refused != null && came - refusedAt < 0) {
            throw RabbitErrors.of(refused, addresses.toString(), true);
        }
        try {
            refused = null;
            open = factory.newConnection(addresses, name);
            blocked = false;
            open.addBlockedListener(reason -> blocked = true, () -> blocked = false);
            connection = open;
            if (disturbed) {
                LockSupport.parkNanos(this, SETTLE.toNanos());
                disturbed = false;
            }
            return open;
        } catch (IOException | TimeoutException e) {
            disturbed = true;
            refused = e;
            refusedAt = System.nanoTime();
            throw RabbitErrors.of(e, addresses.toString(), true);
        }
    }

    /** Whether RabbitMQ reads nothing from it, for it is short of memory or disk space; it says so at the first message that comes then. */
    boolean blocked() {
        return blocked;
    }

    /** What somebody does on a connection; where it is lost meanwhile, doing it again must do no more than doing it once. */
    @FunctionalInterface
    interface Use<T> {
        T on(Connection connection) throws IOException, TimeoutException;
    }

    /**
     * Does something on the open connection, and once more on the next one where that turns out to be lost; one of the errors of
     * {@link RabbitErrors} where it is refused, or is not to be had.
     */
    <T> T use(String what, Use<T> use) {
        try {
            Connection open = connection();
            try {
                return use.on(open);
            } catch (IOException | RuntimeException e) {
                if (!RabbitErrors.connectionLost(e)) {
                    throw e;
                }
                LOG.debug("{}: once more, for the connection was lost", what, e);
                giveUp(open);
                return use.on(connection());
            }
        } catch (IOException | TimeoutException | RuntimeException e) {
            throw e instanceof QuintetException known ? known : RabbitErrors.of(e, what, true);
        }
    }

    /** One more channel. */
    Channel channel() {
        return use(addresses.toString(), Link::channel);
    }

    /** One more channel on a connection. */
    static Channel channel(Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw QuintetException.refused(
                    Code.RESOURCE_EXHAUSTED, "rabbitmq: no channel left (expected: a higher channel_max)");
        }
        return channel;
    }

    /** Whether what is published stays here for the time being: more follows at once. */
    void gather(boolean more) {
        factory.gather(more);
    }

    /** Sends what has stayed, if there is any. */
    void sendGathered() throws IOException {
        factory.sendGathered();
    }

    /** Closes a channel; what it had unacknowledged is delivered again. Returns when RabbitMQ knows, or the connection is gone. */
    static void close(@Nullable Channel channel) {
        if (channel == null || !channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException | TimeoutException | RuntimeException e) {
            giveUp(channel.getConnection()); // so that it is closed whatever happens
        }
    }

    /** Ends a connection that is of no use any more, also where the client has not noticed yet; the next who asks gets a new one. */
    static void giveUp(Connection connection) {
        connection.abort(CLOSE_MILLIS);
    }

    /** A RabbitMQ that is short of memory reads nothing: then its client waits for ever to write that it leaves, and is cut off. */
    @Override
    public void close() {
        Connection last;
        synchronized (this) {
            closed = true;
            last = connection;
        }
        if (last == null) {
            return;
        }
        Thread leaving =
                Thread.ofPlatform().daemon().name("quintet-rabbitmq-close").start(() -> last.abort(CLOSE_MILLIS));
        try {
            if (!leaving.join(Duration.ofMillis(CLOSE_MILLIS + 1000))) {
                cut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cut();
        }
    }

    private void cut() {
        Socket open = socket;
        if (open != null) {
            Thread unused = Thread.ofPlatform()
                    .daemon()
                    .name("quintet-rabbitmq-cut")
                    .start(() -> {
                        try {
                            open.close();
                        } catch (IOException e) {
                            LOG.debug("{}: cannot be cut off", name, e);
                        }
                    });
        }
    }
}
