package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.net.BodyReader;
import io.quintet.net.Conversation;
import io.quintet.net.Reply;
import io.quintet.net.ResponseWriter;
import io.quintet.spi.Failure;
import java.util.List;

/** A streaming method of the transport's own, whose messages are few and small. */
abstract class OwnStream implements Conversation {
    private static final List<String> HEAD = List.of("content-type", ContentTypes.GRPC + "+proto");

    private final int mostBytes;
    private final long timeoutNanos;

    OwnStream(int mostBytes, long timeoutNanos) {
        this.mostBytes = mostBytes;
        this.timeoutNanos = timeoutNanos;
    }

    /** Where answers go, each a frame. */
    interface Answers {
        void add(byte[] frame);
    }

    /** Answers until there is nothing more to say. */
    abstract void answer(FrameReader requests, Answers answers) throws InterruptedException;

    @Override
    public final long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public final void run(BodyReader in, ResponseWriter out) throws InterruptedException {
        out.head(200, HEAD);
        List<String> status = Statuses.OK;
        try {
            answer(new FrameReader(in, mostBytes, null), out::write);
        } catch (QuintetException e) {
            status = Statuses.trailers(Failure.of(e.code(), String.valueOf(e.getMessage())));
        }
        out.end(status);
    }

    @Override
    public final Reply expired() {
        Failure late = Failure.of(Code.DEADLINE_EXCEEDED, "time is up");
        return new Reply(200, HEAD.get(1), new byte[0], List.of(), Statuses.trailers(late));
    }
}
