package io.quintet.benchmarks.peer.vertx;

import io.netty.buffer.Unpooled;
import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.CallTechnology;
import io.quintet.benchmarks.calls.Order;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * HTTP/1.1 as somebody would write it who knows Vert.x and wants nothing else: JSON by hand, a virtual thread for each request, and a
 * future for the caller to wait for. No deadline on the wire, no retries, no metrics, no errors but a broken connection.
 */
public final class BareVertx implements CallTechnology {
    private static final String JSON = "application/json";
    private static final int CONNECTIONS = 128;

    /** Made by the process. */
    public BareVertx() {}

    /** One event loop for every two processors, which was the fastest here for this, too. */
    private static Vertx vertx() {
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    }

    private static AutoCloseable closing(Vertx vertx) {
        return () -> vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Override
    public AutoCloseable serve(int port) throws Exception {
        ThreadFactory threads = Thread.ofVirtual().factory();
        Vertx vertx = vertx();
        vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body ->
                                threads.newThread(() -> answer(request, body)).start()))
                .listen(port, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        return closing(vertx);
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response();
        try {
            Accepted accepted = Accepted.of(HandWritten.order(body.getBytes()));
            var unused = response.putHeader("content-type", JSON).end(wrap(HandWritten.bytes(accepted)));
        } catch (RuntimeException e) {
            var unused = response.setStatusCode(500).end(e.toString());
        }
    }

    private static Buffer wrap(byte[] bytes) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
    }

    @Override
    public Caller caller(int port) {
        Vertx vertx = vertx();
        HttpClientAgent client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost(HOST).setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        return new BareCaller(vertx, client, ((VertxInternal) vertx).createEventLoopContext());
    }

    private record BareCaller(Vertx vertx, HttpClientAgent client, Context loop) implements Caller {
        @Override
        public Accepted place(String orderId) throws Exception {
            byte[] body = HandWritten.bytes(Order.example(orderId));
            CompletableFuture<Buffer> answered = new CompletableFuture<>();
            loop.runOnContext(nothing -> client.request(HttpMethod.POST, "/orders/place")
                    .compose(request -> request.putHeader("content-type", JSON).send(wrap(body)))
                    .compose(response -> response.statusCode() == 200
                            ? response.body()
                            : io.vertx.core.Future.failedFuture("status " + response.statusCode()))
                    .onSuccess(answered::complete)
                    .onFailure(answered::completeExceptionally));
            return HandWritten.accepted(
                    answered.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).getBytes());
        }

        @Override
        public void close() throws Exception {
            closing(vertx).close();
        }
    }
}
