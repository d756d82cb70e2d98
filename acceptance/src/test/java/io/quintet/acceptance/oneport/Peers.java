package io.quintet.acceptance.oneport;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.StringValue;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.quintet.net.pki.Handshakes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Clients that are none of ours, of one port: the JDK's for REST, and grpc-java's. */
final class Peers implements AutoCloseable {
    private final String root;
    // one each: a client that has a connection of HTTP/1.1 does not ask for HTTP/2
    private final HttpClient old;
    private final HttpClient recent;
    private final ManagedChannel channel;

    /** With the certificates that they trust, or without TLS. */
    Peers(int port, @Nullable String trust) throws Exception {
        root = (trust == null ? "http" : "https") + "://127.0.0.1:" + port;
        HttpClient.Builder builder = HttpClient.newBuilder();
        NettyChannelBuilder channels = NettyChannelBuilder.forAddress("127.0.0.1", port);
        if (trust == null) {
            channels.usePlaintext();
        } else {
            builder.sslContext(Handshakes.trusting(trust));
            channels.sslContext(
                    GrpcSslContexts.forClient().trustManager(new File(trust)).build());
        }
        old = builder.version(HttpClient.Version.HTTP_1_1).build();
        recent = builder.version(HttpClient.Version.HTTP_2).build();
        channel = channels.build();
    }

    /** What a GET is answered over that version: the version it came in, the status, and the body. */
    String get(HttpClient.Version version, String path) throws Exception {
        HttpResponse<String> response = send(version, "GET", path, "Accept", "application/json");
        return response.version() + " " + response.statusCode() + " " + response.body();
    }

    HttpResponse<String> send(HttpClient.Version version, String method, String path, String... headers)
            throws Exception {
        HttpClient jdk = version == HttpClient.Version.HTTP_2 ? recent : old;
        return jdk.send(request(method, path, headers), HttpResponse.BodyHandlers.ofString());
    }

    /** The first lines of a response that does not end. */
    Iterator<String> lines(String path) throws Exception {
        HttpRequest request = request("GET", path, "Accept", "text/event-stream");
        return recent.send(request, HttpResponse.BodyHandlers.ofLines()).body().iterator();
    }

    private HttpRequest request(String method, String path, String... headers) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(20))
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    // a message with one text is, on the wire, what protobuf calls a StringValue
    private static MethodDescriptor<StringValue, StringValue> method(String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.newBuilder(new Texts(), new Texts())
                .setFullMethodName("desk.Desk/" + name)
                .setType(type)
                .build();
    }

    private static final class Texts implements MethodDescriptor.Marshaller<StringValue> {
        private static final Parser<StringValue> PARSER = StringValue.parser();

        @Override
        public InputStream stream(StringValue value) {
            return value.toByteString().newInput();
        }

        @Override
        public StringValue parse(InputStream stream) {
            try {
                return PARSER.parseFrom(stream);
            } catch (InvalidProtocolBufferException e) {
                throw Status.INTERNAL.withCause(e).asRuntimeException();
            }
        }
    }

    private static CallOptions options() {
        return CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    String greet(String name) {
        return ClientCalls.blockingUnaryCall(
                        channel, method("Greet", MethodDescriptor.MethodType.UNARY), options(), StringValue.of(name))
                .getValue();
    }

    List<String> cheer(String name) {
        List<String> all = new ArrayList<>();
        ClientCalls.blockingServerStreamingCall(
                        channel,
                        method("Cheer", MethodDescriptor.MethodType.SERVER_STREAMING),
                        options(),
                        StringValue.of(name))
                .forEachRemaining(text -> all.add(text.getValue()));
        return all;
    }

    String health() {
        return HealthGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus()
                .name();
    }

    @Override
    public void close() throws IOException {
        channel.shutdownNow();
        old.shutdownNow();
        recent.shutdownNow();
        try {
            if (!channel.awaitTermination(10, TimeUnit.SECONDS)
                    || !old.awaitTermination(Duration.ofSeconds(10))
                    || !recent.awaitTermination(Duration.ofSeconds(10))) {
                throw new IOException("a client does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
