package io.quintet.net;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its response.
 *
 * <p>All state lives on the event loop. The body is collected there, the work then runs on a virtual thread and hands its reply
 * back in one hop. Whatever comes first settles it: the reply, the deadline, or the peer going away; the rest is dropped.
 */
final class Exchange extends Ring.Member<Exchange> implements RequestHead {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final ThreadFactory THREADS = Thread.ofVirtual().factory();
    private static final Reply GONE = Reply.empty(499);
    private static final long LINGER_NANOS = 1_000_000_000L;
    private static final long LINGER_BYTES = 16L * 1024 * 1024;

    private enum State {
        READING,
        RUNNING,
        LINGERING,
        DONE
    }

    private final ServerLoop loop;
    private final HttpServerRequest request;
    private State state = State.READING;
    private boolean permit;
    private long expires;
    private long readBefore;
    private long discarded;
    private @Nullable Body body;
    private @Nullable Work work;
    private @Nullable Thread thread;

    Exchange(ServerLoop loop, HttpServerRequest request) {
        this.loop = loop;
        this.request = request;
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String target() {
        String uri = request.uri();
        if (uri.startsWith("/") || uri.equals("*")) {
            return uri;
        }
        int authority = uri.indexOf("://");
        int path = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    @Override
    public @Nullable String header(String name) {
        return request.headers().get(name);
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> visitor) {
        request.headers().forEach(visitor);
    }

    void begin() {
        request.handler(this::piece);
        request.endHandler(nothing -> bodyEnded());
        request.exceptionHandler(this::broken);
        request.response().exceptionHandler(this::broken);
        request.response().closeHandler(nothing -> gone());
        if (loop.traffic.stopped()) {
            refuse(503, "shutting down (expected: another instance)");
            return;
        }
        permit = loop.traffic.enter();
        if (!permit) {
            refuse(503, loop.traffic.most() + " requests under way (expected: fewer; send it again later)");
            return;
        }
        decide();
    }

    private void decide() {
        Decision decision;
        try {
            decision = loop.service.accept(this);
        } catch (RuntimeException e) {
            LOG.error("{} {} could not be routed", method(), target(), e);
            refuse(500, "internal error");
            return;
        }
        if (decision instanceof Reply reply) {
            answer(reply);
            return;
        }
        int limit = loop.settings.maxBody();
        if (declaredLength() > limit) {
            refuse(413, tooLarge());
            return;
        }
        long now = System.nanoTime();
        Work accepted = (Work) decision;
        work = accepted;
        expires = now + accepted.timeoutNanos();
        readBefore = now + loop.settings.readTimeout().toNanos();
        body = new Body(limit);
        String expect = request.headers().get(HttpHeaders.EXPECT);
        if (expect != null && expect.equalsIgnoreCase("100-continue")) {
            request.response().writeContinue();
        }
    }

    // a length that is no number was refused by the decoder, or stands on an HTTP/2 request and says nothing
    private long declaredLength() {
        String declared = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (declared == null) {
            return 0;
        }
        try {
            return Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private String tooLarge() {
        return "body: over " + loop.settings.maxBody() + " bytes (expected: at most that)";
    }

    private void piece(Buffer piece) {
        if (state == State.READING && body != null) {
            if (!body.add(piece)) {
                refuse(413, tooLarge());
            }
        } else if (state == State.LINGERING) {
            discarded += piece.length();
            if (discarded > LINGER_BYTES) {
                cut();
            }
        }
    }

    private void bodyEnded() {
        if (state == State.LINGERING) {
            finish();
            if (request.version() != HttpVersion.HTTP_2) {
                request.connection().close();
            }
        } else if (state == State.READING && body != null) {
            byte[] bytes = body.bytes();
            body = null;
            state = State.RUNNING;
            Thread started = THREADS.newThread(() -> run(bytes));
            thread = started;
            started.start();
        }
    }

    private void run(byte[] bytes) {
        Work running = work;
        if (running == null) {
            throw new IllegalStateException("ran without work");
        }
        Reply reply = GONE;
        try {
            reply = running.run(bytes);
        } catch (Throwable e) {
            LOG.error("{} {} failed", method(), target(), e);
            reply = loop.service.refusal(this, 500, "internal error");
        } finally {
            loop.traffic.leave();
            Reply answer = reply;
            loop.loop.runOnContext(nothing -> {
                if (state == State.RUNNING) {
                    answer(answer);
                }
            });
        }
    }

    /** Called by the sweep. */
    void expire(long now) {
        if (state == State.READING && now - readBefore > 0 && body != null) {
            refuse(408, "body: not complete within " + loop.settings.readTimeout() + " (expected: faster)");
        } else if (state == State.RUNNING && now - expires > 0 && work != null) {
            interrupt();
            answer(work.expired());
        } else if (state == State.LINGERING && now - readBefore > 0) {
            cut();
        }
    }

    private void refuse(int status, String detail) {
        answer(loop.service.refusal(this, status, detail));
    }

    void malformed(int status, String detail) {
        state = State.DONE;
        write(loop.service.refusal(this, status, detail), true);
        request.connection().close();
    }

    // before the body has arrived the connection is kept for a while and what comes is dropped: closing it with unread
    // bytes would
    // reset it, and the peer might never see the answer
    private void answer(Reply reply) {
        boolean unread = state == State.READING && !request.isEnded();
        boolean close = unread && hasBody();
        write(reply, close);
        if (close) {
            body = null;
            state = State.LINGERING;
            readBefore = System.nanoTime() + LINGER_NANOS;
        } else {
            finish();
        }
    }

    private boolean hasBody() {
        String declared = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return (declared != null && !declared.equals("0")) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void write(Reply reply, boolean close) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        if (reply.contentType() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType());
        }
        List<String> more = reply.headers();
        for (int i = 0; i < more.size(); i += 2) {
            response.putHeader(more.get(i), more.get(i + 1));
        }
        if ((close || loop.traffic.stopped()) && request.version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (reply.body().length == 0) {
            response.end();
        } else {
            response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(reply.body())));
        }
    }

    private void cut() {
        finish();
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }

    // a body that is not what HTTP says, such as a chunk without a size
    private void broken(Throwable failure) {
        if (state == State.READING && body != null && !request.response().closed()) {
            write(loop.service.refusal(this, 400, "body: malformed"), true);
            Channels.of(request.connection())
                    .flush(); // the connection is about to be closed, with what was not flushed
        }
        gone();
    }

    private void gone() {
        if (state != State.DONE) {
            interrupt();
            finish();
        }
    }

    private void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void finish() {
        state = State.DONE;
        if (permit && thread == null) {
            loop.traffic.leave();
        }
        loop.ended(this, request.connection());
    }
}
