package io.quintet.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.HttpConnection;

/**
 * Lets what the streams of a connection of HTTP/2 write leave together.
 *
 * <p>A flush waits until its event loop has done what is there to do: a burst of calls costs one system call, not one or two for each.
 * It does not wait for a time to pass, so that a call that is alone leaves at once.
 */
final class Flushes {
    private static final String NAME = "flushes";
    private static final int MOST = 256;

    private Flushes() {}

    /** Call it when a connection is there; one of HTTP/1.1, which carries one call at a time, stays as it is. */
    static void gather(HttpConnection connection) {
        gather(Channels.of(connection).pipeline());
    }

    static void gather(ChannelPipeline pipeline) {
        ChannelHandlerContext http2 = pipeline.context(Http2ConnectionHandler.class);
        if (http2 != null) {
            pipeline.addBefore(http2.name(), NAME, new FlushConsolidationHandler(MOST, true));
        }
    }
}
