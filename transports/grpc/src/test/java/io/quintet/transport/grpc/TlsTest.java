package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.config.Settings;
import io.quintet.net.pki.Certificates;
import io.quintet.spi.Call;
import io.quintet.spi.Endpoint;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS and mutual TLS, with grpc-java on the other side. */
@Timeout(60)
class TlsTest {
    private final CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, SECONDS);
    private static final List<String> NAMES = List.of("tls.certificate", "tls.key", "tls.trust", "tls.client-auth");

    @TempDir
    private Path directory;

    private Certificates authority;

    @BeforeEach
    void found() throws Exception {
        authority = new Certificates(directory, "authority");
    }

    private static Object cook(Call call) {
        return new Meal(((Dish) call.request()).name());
    }

    private static String[] pairs(Settings settings) {
        List<String> pairs = new ArrayList<>();
        NAMES.forEach(name -> settings.text(name).ifPresent(value -> {
            pairs.add(name);
            pairs.add(value);
        }));
        return pairs.toArray(new String[0]);
    }

    private static File file(Settings settings, String name) {
        return new File(settings.text(name).orElseThrow());
    }

    private static ManagedChannel channel(Endpoint endpoint, SslContext tls) {
        return NettyChannelBuilder.forAddress(
                        "127.0.0.1", URI.create(endpoint.address()).getPort())
                .sslContext(tls)
                .build();
    }

    private SslContextBuilder trusting() throws Exception {
        return GrpcSslContexts.forClient().trustManager(file(authority.trusting(), "tls.trust"));
    }

    @Test
    void a_stock_client_that_trusts_the_authority_is_served() throws Exception {
        try (TestPeer peer = TestPeer.serving(TlsTest::cook, pairs(authority.forLoopback("server")))) {
            assertThat(peer.endpoint.address()).startsWith("https://");
            TestPeer.talk(
                    channel(peer.endpoint, trusting().build()),
                    channel -> assertThat(ClientCalls.blockingUnaryCall(channel, Stock.COOK, options, "soup"))
                            .isEqualTo("soup"));
        }
    }

    @Test
    void a_stock_client_has_to_show_a_certificate_where_one_is_required() throws Exception {
        String[] settings = pairs(authority.forLoopback("server", "tls.client-auth", "require"));
        try (TestPeer peer = TestPeer.serving(TlsTest::cook, settings)) {
            Settings mine = authority.forLoopback("waiter");
            SslContext showing = trusting()
                    .keyManager(file(mine, "tls.certificate"), file(mine, "tls.key"))
                    .build();
            TestPeer.talk(
                    channel(peer.endpoint, showing),
                    channel -> assertThat(ClientCalls.blockingUnaryCall(channel, Stock.COOK, options, "soup"))
                            .isEqualTo("soup"));
            TestPeer.talk(
                    channel(peer.endpoint, trusting().build()),
                    channel -> assertThatExceptionOfType(StatusRuntimeException.class)
                            .isThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Stock.COOK, options, "soup"))
                            .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE)));
        }
    }

    private StockServer server(ClientAuth auth, Settings client) throws Exception {
        Settings mine = authority.forLoopback("server");
        SslContext tls = GrpcSslContexts.forServer(file(mine, "tls.certificate"), file(mine, "tls.key"))
                .trustManager(file(mine, "tls.trust"))
                .clientAuth(auth)
                .build();
        return StockServer.of(
                "https",
                Stock.COOK,
                ServerCalls.asyncUnaryCall((dish, meals) -> {
                    meals.onNext(dish);
                    meals.onCompleted();
                }),
                builder -> builder.sslContext(tls),
                pairs(client));
    }

    @Test
    void our_client_calls_a_stock_server_that_it_trusts() throws Exception {
        try (StockServer server = server(ClientAuth.NONE, authority.trusting())) {
            assertThat(server.call("cook", new Dish("soup"))).isEqualTo(new Meal("soup"));
        }
    }

    @Test
    void our_client_shows_its_certificate_to_a_stock_server() throws Exception {
        try (StockServer server = server(ClientAuth.REQUIRE, authority.forLoopback("waiter"))) {
            assertThat(server.call("cook", new Dish("soup"))).isEqualTo(new Meal("soup"));
        }
        try (StockServer server = server(ClientAuth.REQUIRE, authority.trusting())) {
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(() -> server.call("cook", new Dish("soup")))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
        }
    }

    @Test
    void our_client_does_not_speak_to_a_stranger() throws Exception {
        Certificates stranger = new Certificates(directory, "stranger");
        try (StockServer server = server(ClientAuth.NONE, stranger.trusting())) {
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(() -> server.call("cook", new Dish("soup")))
                    .satisfies(e -> assertThat(e.retrySafe()).isTrue())
                    .withMessageContaining("PKIX");
        }
    }
}
