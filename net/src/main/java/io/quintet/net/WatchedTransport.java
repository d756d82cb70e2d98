package io.quintet.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The sockets of the JDK, with a {@link FirstRequestTimeout} on every connection that is accepted. */
final class WatchedTransport extends NioTransport implements Transport {
    private volatile long millis = 1;

    /** For the listeners to come; the longest of an engine's listeners counts for all of them. */
    void firstRequestWithin(Duration time) {
        millis = Math.max(millis, time.toMillis());
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new Accepted());
    }

    @ChannelHandler.Sharable
    private final class Accepted extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel accepted) {
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
