package io.quintet.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that has not sent a whole request head in time.
 *
 * <p>Vert.x tells of a connection only when its first head is complete; a peer that dribbles, or says nothing, would hold it for
 * good. Removed when the first head is there; from then on {@link ServerLoop} watches.
 */
final class FirstRequestTimeout extends ChannelInboundHandlerAdapter {
    private static final String NAME = "first-request-timeout";

    private final long millis;
    private @Nullable ScheduledFuture<?> timer;

    FirstRequestTimeout(long millis) {
        this.millis = millis;
    }

    static void watch(Channel accepted, long millis) {
        accepted.pipeline().addFirst(NAME, new FirstRequestTimeout(millis));
    }

    static void arrived(Channel channel) {
        if (channel.pipeline().get(NAME) != null) {
            channel.pipeline().remove(NAME);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to do when a close that nobody waits for is done
    public void channelActive(ChannelHandlerContext context) {
        timer = context.executor().schedule(() -> context.close(), millis, TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
