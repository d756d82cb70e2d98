package io.quintet.net;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its response.
 *
 * <p>All state lives on the event loop. What comes first settles it: the reply, the deadline, or the peer going away; the rest is
 * dropped. What happens in between is up to its {@link Stage}.
 */
final class Exchange extends Ring.Member<Exchange> {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final ThreadFactory THREADS = Thread.ofVirtual().factory();
    private static final Stage IDLE = new Stage() {};
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    final ServerLoop loop;
    final HttpMount mount;
    final HttpServerRequest request;
    final IncomingHead head;
    private Stage stage = IDLE;
    private boolean over;
    private boolean permit;

    Exchange(ServerLoop loop, HttpMount mount, HttpServerRequest request) {
        this.loop = loop;
        this.mount = mount;
        this.request = request;
        this.head = new IncomingHead(request);
    }

    /** Takes it up; a request that cannot be is broken off, for nobody else would end it. */
    void begin() {
        try {
            request.handler(this::piece);
            request.endHandler(nothing -> stage.bodyEnded());
            request.exceptionHandler(this::lost);
            request.response().exceptionHandler(this::lost);
            request.response().closeHandler(nothing -> gone());
            enter();
        } catch (Throwable e) {
            LOG.error("a request could not be taken up", e);
            cut(Http2Error.INTERNAL_ERROR.code());
        }
    }

    private void enter() {
        permit = mount.traffic().enter();
        if (permit) {
            decide();
        } else {
            boolean draining = mount.traffic().stopped();
            Reply reply = mount.service().whileRefusing(head, draining);
            answer(reply == null ? turnedAway(draining) : reply);
        }
    }

    // one that drains names no time, for another instance may be there at once; one that is loaded is not broken
    private Reply turnedAway(boolean draining) {
        return draining
                ? refusal(503, "shutting down (expected: another instance)")
                : mount.service()
                        .refusal(
                                head,
                                429,
                                mount.traffic().most() + " requests under way (expected: fewer; send it again later)",
                                RETRY_AFTER);
    }

    private void decide() {
        Decision decision;
        try {
            decision = mount.service().accept(head);
        } catch (RuntimeException e) {
            LOG.error("{} {} could not be routed", head.method(), head.target(), e);
            decision = refusal(500, "internal error");
        }
        switch (decision) {
            case Reply reply -> answer(reply);
            case Work work -> {
                Whole whole = new Whole(this, work);
                Reply tooLarge = whole.tooLarge();
                if (tooLarge == null) {
                    stage = whole;
                    letContinue();
                } else {
                    answer(tooLarge);
                }
            }
            case Conversation conversation -> {
                Talk talk = new Talk(this, conversation);
                stage = talk;
                letContinue();
                talk.begin();
            }
        }
    }

    private void letContinue() {
        String expect = request.headers().get(HttpHeaders.EXPECT);
        if (expect != null && expect.equalsIgnoreCase("100-continue")) {
            request.response().writeContinue();
        }
    }

    private void piece(Buffer piece) {
        stage.piece(piece);
    }

    /** Called by the sweep. */
    void tick(long now) {
        stage.tick(now);
    }

    private void lost(Throwable cause) {
        if (!over) {
            stage.lost(cause);
            finish();
        }
    }

    private void gone() {
        if (!over) {
            lost(new HttpClosedException("the peer closed the connection or the stream"));
        }
    }

    /** What the decoder could not read. */
    void malformed(int status, String detail) {
        over = true;
        write(refusal(status, detail), true);
        request.connection().close();
    }

    Reply refusal(int status, String detail) {
        return mount.service().refusal(head, status, detail, null);
    }

    /** Starts a virtual thread, which must end with {@link #leave}. */
    Thread start(Runnable work) {
        Thread thread = THREADS.newThread(work);
        thread.start();
        permit = false; // it is the thread's
        return thread;
    }

    /** On the thread: it is over; what is left to do is done on the loop, if the exchange still stands where it stood. */
    void leave(Runnable rest, Stage then) {
        mount.traffic().leave();
        loop.loop.runOnContext(nothing -> {
            if (at(then)) {
                rest.run();
            }
        });
    }

    @SuppressWarnings("ReferenceEquality") // there, and not at one that looks the same
    boolean at(Stage where) {
        return stage == where;
    }

    /** Sends all of a response, and ends. */
    void answer(Reply reply) {
        boolean unread = !request.isEnded() && mayHaveBody();
        write(reply, unread);
        end(unread);
    }

    // over HTTP/2 nothing but its end tells, which comes at once where there is none
    private boolean mayHaveBody() {
        if (http2()) {
            return true;
        }
        String declared = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return (declared != null && !declared.equals("0")) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The response is out. */
    void end(boolean unread) {
        if (unread) {
            stage = new Linger(this);
            request.resume(); // whoever paused it will not take what comes
        } else {
            finish();
        }
    }

    void write(Reply reply, boolean close) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Reply sent = reply;
        try {
            fill(response, reply);
        } catch (IllegalArgumentException e) {
            LOG.error("{} {}: the response cannot be sent", head.method(), head.target(), e);
            response.headers().clear();
            sent = refusal(500, "internal error");
            fill(response, sent);
        }
        if ((close || mount.traffic().stopped()) && !http2()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (HttpMethod.HEAD.equals(request.method())) {
            if (sent.body().length > 0) {
                response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(sent.body().length));
            }
            response.end();
        } else if (sent.body().length == 0) {
            response.end();
        } else {
            response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(sent.body())));
        }
    }

    private static void fill(HttpServerResponse response, Reply reply) {
        response.setStatusCode(reply.status());
        if (reply.contentType() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType());
        }
        Pairs.add(reply.headers(), response.headers());
        if (!reply.trailers().isEmpty()) {
            Pairs.add(reply.trailers(), response.trailers());
        }
    }

    boolean http2() {
        return head.http2();
    }

    /** Breaks off: the stream with an error code of HTTP/2, or the connection. */
    void cut(long errorCode) {
        finish();
        if (http2()) {
            request.response().reset(errorCode);
        } else {
            request.connection().close();
        }
    }

    /** Breaks off because the service leaves, as if the connection were lost. */
    void breakOff() {
        stage.lost(new HttpClosedException("the service is closed"));
        cut(Http2Error.INTERNAL_ERROR.code());
    }

    void finish() {
        if (over) {
            return;
        }
        over = true;
        stage = IDLE;
        if (permit) {
            permit = false;
            mount.traffic().leave();
        }
        loop.ended(this, request.connection());
    }
}
