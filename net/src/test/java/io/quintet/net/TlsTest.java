package io.quintet.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import io.quintet.config.Settings;
import io.quintet.net.pki.Certificates;
import io.quintet.net.pki.Handshakes;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class TlsTest {
    private static Decision who(RequestHead head) {
        return Talking.work(echo ->
                Reply.of(200, "text/plain", String.valueOf(head.peerSubject()).getBytes(UTF_8)));
    }

    @TempDir
    private Path directory;

    private Certificates authority;

    @BeforeEach
    void found() throws Exception {
        authority = new Certificates(directory, "authority");
    }

    private static String ask(Rig rig) {
        return new String(rig.caller.call(rig.post("/who", new byte[10])).body(), UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void a_caller_that_trusts_the_authority_is_served(HttpProtocol protocol) throws Exception {
        try (Rig rig = Rig.of(protocol, TlsTest::who, authority.forLoopback("server"), authority.trusting())) {
            assertThat(rig.address().toString())
                    .isEqualTo("https://127.0.0.1:" + rig.address().port());
            assertThat(ask(rig)).isEqualTo("null");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_service_sees_the_subject_of_a_peer_that_shows_a_certificate(HttpProtocol protocol) throws Exception {
        Settings server = authority.forLoopback("server", "tls.client-auth", "require");
        try (Rig rig = Rig.of(protocol, TlsTest::who, server, authority.forLoopback("waiter"))) {
            assertThat(ask(rig)).isEqualTo("CN=waiter");
        }
    }

    @Test
    void streams_and_trailers_go_over_tls() throws Exception {
        try (Rig rig = Rig.of(
                        HttpProtocol.HTTP_2,
                        head -> Talking.of((in, out) -> {
                            out.head(200, java.util.List.of());
                            out.write(in.take());
                            out.end(java.util.List.of("x-end", "well"));
                        }),
                        authority.forLoopback("server"),
                        authority.trusting());
                HttpStream stream = rig.caller.open(rig.stream(Rig.SECONDS_10))) {
            stream.write(new byte[1000]);
            assertThat(stream.take()).hasSize(1000);
            assertThat(stream.trailers()).contains("x-end", "well");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_peer_without_a_certificate_is_turned_away_where_one_is_required(HttpProtocol protocol) throws Exception {
        Settings server = authority.forLoopback("server", "tls.client-auth", "require");
        try (Rig rig = Rig.of(protocol, TlsTest::who, server, authority.trusting())) {
            assertThatThrownBy(() -> ask(rig))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
        }
    }

    @Test
    void a_peer_without_a_certificate_is_served_where_one_is_only_asked_for() throws Exception {
        Settings server = authority.forLoopback("server", "tls.client-auth", "request");
        try (Rig rig = Rig.of(HttpProtocol.HTTP_2, TlsTest::who, server, authority.trusting())) {
            assertThat(ask(rig)).isEqualTo("null");
        }
        try (Rig rig = Rig.of(HttpProtocol.HTTP_2, TlsTest::who, server, authority.forLoopback("waiter"))) {
            assertThat(ask(rig)).isEqualTo("CN=waiter");
        }
    }

    @Test
    void a_peer_with_a_certificate_of_somebody_else_is_turned_away() throws Exception {
        Certificates stranger = new Certificates(directory, "stranger");
        Settings theirs = stranger.forLoopback("waiter");
        Settings client = Rig.settings(
                "tls.certificate", theirs.text("tls.certificate").orElseThrow(),
                "tls.key", theirs.text("tls.key").orElseThrow(),
                "tls.trust", authority.trusting().text("tls.trust").orElseThrow());
        Settings requiring = authority.forLoopback("server", "tls.client-auth", "require");
        try (Rig rig = Rig.of(HttpProtocol.HTTP_2, TlsTest::who, requiring, client)) {
            assertThatThrownBy(() -> ask(rig)).isInstanceOf(QuintetException.class);
        }
        // told whose certificates count, it keeps its own to itself
        Settings asking = authority.forLoopback("server", "tls.client-auth", "request");
        try (Rig rig = Rig.of(HttpProtocol.HTTP_2, TlsTest::who, asking, client)) {
            assertThat(ask(rig)).isEqualTo("null");
        }
    }

    @Test
    void a_server_that_is_not_trusted_is_not_spoken_to() throws Exception {
        Certificates stranger = new Certificates(directory, "stranger");
        for (Settings client : new Settings[] {stranger.trusting(), Rig.settings()}) {
            try (Rig rig = Rig.of(HttpProtocol.HTTP_1, TlsTest::who, authority.forLoopback("server"), client)) {
                assertThatThrownBy(() -> ask(rig))
                        .isInstanceOfSatisfying(
                                QuintetException.class,
                                e -> assertThat(e.retrySafe()).isTrue())
                        .hasMessageContaining("cannot connect")
                        .hasMessageContaining("PKIX");
            }
        }
    }

    @Test
    void a_server_with_the_certificate_of_another_host_is_not_spoken_to() throws Exception {
        Settings other = authority.settings(
                new CertificateBuilder().subject("CN=127.0.0.1").addSanDnsName("kitchen.example"));
        try (Rig rig = Rig.of(HttpProtocol.HTTP_2, TlsTest::who, other, authority.trusting())) {
            assertThatThrownBy(() -> ask(rig))
                    .isInstanceOf(QuintetException.class)
                    .hasMessageContaining("cannot connect")
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void a_port_with_tls_does_not_answer_without() throws Exception {
        try (Rig rig = Rig.of(HttpProtocol.HTTP_1, TlsTest::who, authority.forLoopback("server"), Rig.settings());
                Socket socket = rig.socket()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void alpn_offers_http_2_and_http_1() throws Exception {
        Settings server = authority.forLoopback("server");
        try (Rig rig = Rig.of(HttpProtocol.HTTP_1, TlsTest::who, server, authority.trusting())) {
            SSLSocketFactory factory =
                    Handshakes.trusting(server.text("tls.trust").orElseThrow()).getSocketFactory();
            assertThat(negotiated(factory, rig, "h2", "http/1.1")).isEqualTo("h2");
            assertThat(negotiated(factory, rig, "http/1.1")).isEqualTo("http/1.1");
        }
    }

    private static String negotiated(SSLSocketFactory factory, Rig rig, String... offered) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) factory.createSocket("127.0.0.1", rig.address().port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(offered);
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(5000);
            socket.startHandshake();
            return socket.getApplicationProtocol();
        }
    }

    @Test
    void what_is_wrong_with_a_file_is_told_with_its_name_at_start() throws Exception {
        Settings good = authority.forLoopback("server");
        String certificate = good.text("tls.certificate").orElseThrow();
        String key = good.text("tls.key").orElseThrow();
        String otherKey = authority.forLoopback("other").text("tls.key").orElseThrow();
        String garbage =
                Files.writeString(directory.resolve("garbage.pem"), "garbage").toString();
        String expired = authority
                .settings(new CertificateBuilder()
                        .subject("CN=old")
                        .notBefore(Instant.now().minus(Duration.ofDays(2)))
                        .notAfter(Instant.now().minus(Duration.ofDays(1))))
                .text("tls.certificate")
                .orElseThrow();
        String missing = directory.resolve("missing.pem").toString();

        refused(missing, key, "net.tls.certificate: \"" + missing + "\"", "there is no such file");
        refused(garbage, key, "net.tls.certificate: \"" + garbage + "\"");
        refused(expired, key, "net.tls.certificate: \"" + expired + "\"", "NotAfter");
        refused(certificate, missing, "net.tls.key: \"" + missing + "\"", "there is no such file");
        refused(certificate, garbage, "net.tls.key: \"" + garbage + "\"", "-----BEGIN PRIVATE KEY-----");
        refused(certificate, otherKey, "net.tls.key: \"" + otherKey + "\"", "not the key of the certificate");
        refused(certificate, null, "net.tls.key: not set", "go together");
    }

    private static void refused(String certificate, String key, String... words) {
        Settings settings = key == null
                ? Rig.settings("tls.certificate", certificate)
                : Rig.settings("tls.certificate", certificate, "tls.key", key);
        assertThatThrownBy(() -> Rig.of(HttpProtocol.HTTP_1, TlsTest::who, settings, Rig.settings())
                        .close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(words);
        assertThatThrownBy(() -> Rig.of(HttpProtocol.HTTP_1, TlsTest::who, Rig.settings(), settings)
                        .close())
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void asking_for_certificates_needs_to_know_whom_to_trust() {
        assertThatThrownBy(() -> TlsSettings.read(Rig.settings("client-auth", "require")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("client-auth: \"require\" (expected: none, unless");
        assertThatThrownBy(() -> TlsSettings.read(Rig.settings("client-auth", "maybe")))
                .hasMessageContaining("none, request or require");
    }

    @Test
    void no_text_holds_key_material() throws Exception {
        Settings settings = authority.forLoopback("server");
        String pem = Files.readString(Path.of(settings.text("tls.key").orElseThrow()));
        String inner = pem.lines().skip(1).findFirst().orElseThrow().substring(20, 40);
        assertThat(pem).contains(inner);
        assertThat(ListenerSettings.read(settings).toString()).doesNotContain(inner);
        assertThat(CallerSettings.read(settings).toString()).doesNotContain(inner);
    }
}
