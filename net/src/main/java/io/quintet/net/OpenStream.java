package io.quintet.net;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;
import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream under way: a pipe for each direction, once there is a connection and once the head of the response is there. */
final class OpenStream extends Sending implements HttpStream {
    private record Response(ResponseHead head, Inlet body) {}

    private final Once<Outlet> connected;
    private final Once<Response> answered;
    private final Once<List<String>> trailers;
    /** Of the loop. */
    private @Nullable Outlet out;

    private @Nullable Inlet in;
    private boolean allSent;

    OpenStream(CallerLoop loop, Outgoing outgoing) {
        super(loop, outgoing);
        connected = new Once<>(where());
        answered = new Once<>(where());
        trailers = new Once<>(where());
    }

    HttpStream connected() {
        try {
            connected.get();
            return this;
        } catch (QuintetException e) {
            close();
            throw e;
        }
    }

    @Override
    void send(HttpClientRequest ready) {
        byte[] whole = outgoing.body();
        Outlet outlet =
                new Outlet(where(), loop.context(), ready, loop.settings().stallTimeout());
        out = outlet;
        ready.exceptionHandler(this::lost);
        if (whole == null) {
            ready.setChunked(true);
            ready.sendHead();
        } else {
            allSent = true;
            ready.end(BufferInternal.buffer(Unpooled.wrappedBuffer(whole)));
        }
        connected.set(outlet);
    }

    @Override
    void head(HttpClientResponse response) {
        Inlet inlet = new Inlet(where(), loop.context(), response);
        in = inlet;
        answered.set(new Response(new ResponseHead(response.statusCode(), Pairs.of(response.headers())), inlet));
    }

    @Override
    void piece(Buffer piece) {
        if (in != null) {
            in.piece(piece);
        }
    }

    @Override
    void complete(HttpClientResponse response) {
        finish();
        if (in != null) {
            in.end();
        }
        trailers.set(Pairs.of(response.trailers()));
        if (!allSent && out != null) {
            out.close();
            out.fail(QuintetException.concluded(
                    Code.CANCELLED,
                    FailureMode.OMISSION,
                    where() + ": the response is complete (expected: that nothing more is written)"));
            breakOff(Http2Error.CANCEL.code());
        }
    }

    @Override
    void failed(QuintetException why) {
        if (out != null) {
            out.close();
            out.fail(why);
        }
        if (in != null) {
            in.fail(why);
        }
        connected.fail(why);
        answered.fail(why);
        trailers.fail(why);
    }

    @Override
    public void write(byte[] piece) {
        connected.get().write(piece);
    }

    @Override
    public void end() {
        Outlet outlet = connected.get();
        outlet.then(() -> {
            if (!allSent) {
                allSent = true;
                outlet.end();
            }
        });
    }

    @Override
    public ResponseHead head() {
        return answered.get().head();
    }

    @Override
    public byte @Nullable [] take() {
        return answered.get().body().take();
    }

    @Override
    public List<String> trailers() {
        while (take() != null) {
            // dropped, so that what follows can come
        }
        return trailers.get();
    }

    @Override
    public void reset(long errorCode) {
        loop.context().runOnContext(nothing -> {
            if (!over()) {
                fail(QuintetException.concluded(
                        Code.CANCELLED, FailureMode.OMISSION, where() + ": broken off on this side"));
                breakOff(errorCode);
            }
        });
    }

    @Override
    public void close() {
        reset(Http2Error.CANCEL.code());
    }
}
