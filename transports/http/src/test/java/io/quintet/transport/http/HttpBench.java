package io.quintet.transport.http;

import io.netty.buffer.Unpooled;
import io.quintet.Deadline;
import io.quintet.codec.json.JsonCodec;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.Endpoint;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Compares the transport with bare Vert.x and hand-written Jackson calls, virtual threads on both sides of both.
 *
 * <p>{@code HttpBench server quintet|bare PORT} and {@code HttpBench client quintet|bare PORT CALLERS SECONDS}, in JVMs of their own.
 */
public final class HttpBench {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Shop.Order ORDER = new Shop.Order(
            "customer-4711",
            List.of(new Shop.Line("pizza margherita", 2), new Shop.Line("tiramisu", 1), new Shop.Line("water", 3)),
            Instant.parse("2026-01-31T12:00:00Z"),
            Shop.Colour.GREEN);

    private static final LongAdder TOTAL = new LongAdder();

    private HttpBench() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[2]);
        boolean bare = args[1].equals("bare");
        if (args[0].equals("server")) {
            if (bare) {
                bareServer(port);
            } else {
                quintetServer(port);
            }
            Thread.sleep(Long.MAX_VALUE);
        }
        Runnable call = bare ? bareClient(port) : quintetClient(port);
        int callers = Integer.parseInt(args[3]);
        int seconds = Integer.parseInt(args[4]);
        measure(call, callers, 2 * seconds);
        for (int round = 0; round < 3; round++) {
            System.out.println(args[1] + " callers=" + callers + " " + measure(call, callers, seconds));
        }
        System.out.println("total calls " + TOTAL.sum());
        System.exit(0);
    }

    private static String measure(Runnable call, int callers, int seconds) throws InterruptedException {
        LongAdder count = new LongAdder();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long cpu = cpu();
        List<Thread> threads = new ArrayList<>();
        long[][] samples = new long[callers][];
        for (int i = 0; i < callers; i++) {
            int index = i;
            threads.add(Thread.ofVirtual().start(() -> {
                long[] mine = new long[1 << 16];
                int n = 0;
                for (long now = System.nanoTime(); now < end; ) {
                    call.run();
                    long after = System.nanoTime();
                    mine[n++ & mine.length - 1] = after - now;
                    now = after;
                    count.increment();
                }
                samples[index] = Arrays.copyOf(mine, Math.min(n, mine.length));
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long[] all =
                Arrays.stream(samples).flatMapToLong(Arrays::stream).sorted().toArray();
        long calls = count.sum();
        TOTAL.add(calls);
        return calls / seconds + " calls/s, client CPU " + (cpu() - cpu) / 1000 / calls + " us/call, p50 "
                + all[all.length / 2] / 1000 + " us, p99 " + all[all.length * 99 / 100] / 1000 + " us";
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static BoundOperation operation() {
        OperationModel model = ContractModel.of(Shop.class).operations().stream()
                .filter(o -> o.name().equals("order"))
                .findFirst()
                .orElseThrow();
        return BoundOperation.of(model, new JsonCodec());
    }

    private static HttpTransport transport(int port) {
        return TestPeer.transport("port", String.valueOf(port));
    }

    private static void quintetServer(int port) {
        transport(port).serve(List.of(operation()), Call::request);
        System.out.println("ready");
    }

    private static Runnable quintetClient(int port) {
        HttpTransport transport = transport(0);
        BoundOperation operation = operation();
        Endpoint endpoint = new Endpoint("http", "http://127.0.0.1:" + port);
        Headers headers = Headers.builder()
                .set(HeaderNames.TRACEPARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .build();
        return () -> {
            try {
                Object answer =
                        transport.call(endpoint, new Call(operation, ORDER, headers, Deadline.inNanos(5_000_000_000L)));
                if (!ORDER.equals(answer)) {
                    throw new IllegalStateException("wrong answer: " + answer);
                }
            } catch (io.quintet.DomainException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Vertx vertx() {
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    }

    private static void bareServer(int port) throws Exception {
        var threads = Thread.ofVirtual().factory();
        HttpServer server = vertx().createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body -> threads.newThread(() -> {
                                    Shop.Order order = read(body.getBytes());
                                    request.response()
                                            .putHeader("content-type", "application/json")
                                            .end(BufferInternal.buffer(Unpooled.wrappedBuffer(write(order))));
                                })
                                .start()));
        server.listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        System.out.println("ready");
    }

    private static Runnable bareClient(int port) {
        Vertx vertx = vertx();
        HttpClientAgent client = vertx.createHttpClient(
                new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(128).setMaxWaitQueueSize(1024));
        Context loop = ((VertxInternal) vertx).createEventLoopContext();
        return () -> {
            try {
                byte[] body = write(ORDER);
                CompletableFuture<Buffer> answered = new CompletableFuture<>();
                loop.runOnContext(nothing -> client.request(HttpMethod.POST, port, "127.0.0.1", "/shop/order")
                        .compose(request -> request.putHeader("content-type", "application/json")
                                .send(BufferInternal.buffer(Unpooled.wrappedBuffer(body))))
                        .compose(response -> response.body())
                        .onSuccess(answered::complete)
                        .onFailure(answered::completeExceptionally));
                Buffer answer = answered.get(5, TimeUnit.SECONDS);
                if (!ORDER.equals(read(answer.getBytes()))) {
                    throw new IllegalStateException("wrong answer: " + answer);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static byte[] write(Shop.Order order) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("customer", order.customer());
            out.writeArrayPropertyStart("lines");
            for (Shop.Line line : order.lines()) {
                out.writeStartObject();
                out.writeStringProperty("item", line.item());
                out.writeNumberProperty("quantity", line.quantity());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeStringProperty("at", order.at().toString());
            out.writeStringProperty("colour", order.colour().name());
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static Shop.Order read(byte[] bytes) {
        String customer = null;
        List<Shop.Line> lines = new ArrayList<>();
        Instant at = null;
        Shop.Colour colour = null;
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            in.nextToken();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "customer" -> customer = in.getString();
                    case "at" -> at = Instant.parse(in.getString());
                    case "colour" -> colour = Shop.Colour.valueOf(in.getString());
                    case "lines" -> {
                        while (in.nextToken() != JsonToken.END_ARRAY) {
                            String item = null;
                            int quantity = 0;
                            for (String field = in.nextName(); field != null; field = in.nextName()) {
                                in.nextToken();
                                switch (field) {
                                    case "item" -> item = in.getString();
                                    case "quantity" -> quantity = in.getIntValue();
                                    default -> in.skipChildren();
                                }
                            }
                            lines.add(new Shop.Line(item, quantity));
                        }
                    }
                    default -> in.skipChildren();
                }
            }
        }
        return new Shop.Order(customer, lines, at, colour);
    }
}
