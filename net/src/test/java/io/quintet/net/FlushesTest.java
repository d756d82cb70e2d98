package io.quintet.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import org.junit.jupiter.api.Test;

class FlushesTest {
    private final Socket socket = new Socket();

    /** Counts what would be system calls. */
    private static final class Socket extends ChannelOutboundHandlerAdapter {
        private int flushes;

        @Override
        public void flush(ChannelHandlerContext context) {
            flushes++;
            context.flush();
        }
    }

    private EmbeddedChannel connection(ChannelHandler protocol) {
        EmbeddedChannel channel = new EmbeddedChannel(socket, protocol);
        channel.runPendingTasks();
        Flushes.gather(channel.pipeline());
        socket.flushes = 0;
        return channel;
    }

    private EmbeddedChannel http2() {
        return connection(new Http2ConnectionHandlerBuilder()
                .server(false)
                .frameListener(new Http2FrameAdapter())
                .build());
    }

    @Test
    void what_streams_of_one_connection_write_in_one_turn_of_the_loop_leaves_at_its_end_and_together() {
        EmbeddedChannel channel = http2();
        for (int stream = 0; stream < 3; stream++) {
            channel.pipeline().flush();
        }
        assertThat(socket.flushes).isZero();
        channel.runPendingTasks();
        assertThat(socket.flushes).isEqualTo(1);
        channel.runPendingTasks();
        assertThat(socket.flushes).isEqualTo(1);
        assertThat(channel.finishAndReleaseAll()).isTrue();
    }

    @Test
    void what_was_written_leaves_before_the_connection_closes() {
        EmbeddedChannel channel = http2();
        channel.pipeline().flush();
        assertThat(channel.close().isSuccess()).isTrue();
        assertThat(socket.flushes).isPositive();
        assertThat(channel.finishAndReleaseAll()).isTrue();
    }

    @Test
    void a_connection_of_http_1_writes_at_once() {
        EmbeddedChannel channel = connection(new HttpClientCodec());
        channel.pipeline().flush();
        assertThat(socket.flushes).isEqualTo(1);
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }
}
