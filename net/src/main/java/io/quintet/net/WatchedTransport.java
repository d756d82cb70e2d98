package io.quintet.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The sockets of the JDK, with a limit of connections and a {@link FirstRequestTimeout} on each that is accepted. */
final class WatchedTransport extends NioTransport implements Transport {
    private volatile Accepting next = new Accepting(Integer.MAX_VALUE, 1);

    /** For the listener that opens next. */
    void limit(ListenerSettings settings) {
        long millis = Math.min(
                settings.headTimeout().toMillis(), settings.idleTimeout().toMillis());
        next = new Accepting(settings.maxAccepted(), millis);
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(next);
    }

    @ChannelHandler.Sharable
    private static final class Accepting extends ChannelInboundHandlerAdapter {
        private final AtomicInteger open = new AtomicInteger();
        private final int most;
        private final long millis;

        Accepting(int most, long millis) {
            this.most = most;
            this.millis = millis;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel accepted) {
                if (open.incrementAndGet() > most) {
                    open.decrementAndGet();
                    accepted.unsafe().closeForcibly();
                    return;
                }
                accepted.closeFuture().addListener(closed -> open.decrementAndGet());
                FirstRequestTimeout.watch(accepted, millis);
            }
            context.fireChannelRead(message);
        }
    }

    @Override
    public String name() {
        return "nio-watched";
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return null;
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return this;
    }
}
