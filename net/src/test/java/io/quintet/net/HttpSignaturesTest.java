package io.quintet.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.signing.Keyring;
import io.quintet.signing.SignedBy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
final class HttpSignaturesTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final byte[] BODY = "{\"amount\":17}".getBytes(UTF_8);
    private static final Outgoing REQUEST = new Outgoing(
            "shop.pay",
            "POST",
            new HttpAddress(false, "127.0.0.1", 1),
            "/pay/17?currency=EUR",
            List.of("Quintet-Timeout", "100us", "Idempotency-Key", "\"k\"", "traceparent", "00-1"),
            "application/json",
            BODY,
            1);
    private static final Reply REPLY =
            new Reply(200, "application/grpc", BODY, List.of("grpc-encoding", "identity"), List.of("grpc-status", "0"));

    private record Head(String method, String target, List<String> headers) implements RequestHead {
        static Head of(Outgoing request) {
            List<String> headers = new ArrayList<>(request.headers());
            headers.addAll(List.of("Content-Type", Objects.toString(request.contentType())));
            return new Head(request.method(), request.target(), headers);
        }

        Head with(String name, String value) {
            List<String> changed = new ArrayList<>(headers);
            for (int i = 0; i < changed.size(); i += 2) {
                if (changed.get(i).equalsIgnoreCase(name)) {
                    changed.set(i + 1, value);
                    return new Head(method, target, changed);
                }
            }
            changed.addAll(List.of(name, value));
            return new Head(method, target, changed);
        }

        @Override
        public @Nullable String header(String name) {
            return Pairs.find(headers, name);
        }

        @Override
        public void forEachHeader(BiConsumer<String, String> visitor) {
            for (int i = 0; i < headers.size(); i += 2) {
                visitor.accept(headers.get(i), headers.get(i + 1));
            }
        }

        @Override
        public boolean http2() {
            return false;
        }

        @Override
        public @Nullable String peerSubject() {
            return null;
        }
    }

    private static String secret(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static HttpSignatures signatures(Clock clock, String... settings) {
        HttpSignatures signatures = HttpSignatures.of(Keyring.of(Rig.settings(settings)), "shop", clock);
        assertThat(signatures).isNotNull();
        return signatures;
    }

    private static HttpSignatures good(Clock clock) {
        return signatures(clock, "key", "k", "keys.k.hmac-secret", secret(1));
    }

    private static void refuses(Runnable check, String message) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAUTHENTICATED);
                    assertThat(e.failureMode()).isEqualTo(FailureMode.ARBITRARY);
                })
                .hasMessageContaining(message);
    }

    // Whole exchanges ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(HttpProtocol.class)
    void requests_and_replies_are_signed_and_taken(HttpProtocol protocol) {
        HttpSignatures signatures = good(Clock.systemUTC());
        HttpService service = signatures.around(Rig.service(head -> Talking.work(
                reply -> protocol == HttpProtocol.HTTP_2 ? reply.withTrailers("grpc-status", "0") : reply)));
        try (Rig rig = Rig.of(protocol, service)) {
            Outgoing request = signatures.signed(rig.post("/pay?n=1", BODY));
            Reply reply = signatures.checked(request, rig.caller.call(request));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo(BODY);
            assertThat(reply.header("quintet-source")).isEqualTo("shop");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpProtocol.class)
    void what_is_not_signed_is_turned_away_before_it_is_worked_on_but_for_what_is_open(HttpProtocol protocol) {
        AtomicInteger worked = new AtomicInteger();
        HttpSignatures signatures = good(Clock.systemUTC());
        HttpService service = signatures.around(Rig.service(head -> Talking.work(reply -> {
            worked.incrementAndGet();
            return reply;
        })));
        try (Rig rig = Rig.of(protocol, service)) {
            Reply refused = rig.caller.call(rig.post("/pay", BODY));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(new String(refused.body(), UTF_8))
                    .contains("POST /pay: not signed (expected: signed by one of [k])");
            assertThat(worked).hasValue(0);
            assertThat(refused.header("Signature")).as("the refusal is signed").isNotNull();
            assertThat(rig.caller.call(rig.get("/health")).status()).isEqualTo(200);
            assertThat(worked).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(HttpProtocol.class)
    void that_too_much_is_under_way_is_signed_with_the_time_to_wait(HttpProtocol protocol) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        HttpSignatures signatures = good(Clock.systemUTC());
        HttpService service = signatures.around(Rig.service(head -> Talking.of((in, out) -> {
            begun.countDown();
            go.await();
            out.head(200, List.of());
            out.end(List.of());
        })));
        try (Rig rig = Rig.of(protocol, service, "max-concurrent", "1")) {
            FutureTask<Reply> held = new FutureTask<>(() -> rig.caller.call(rig.get("/health")));
            Thread.ofVirtual().start(held);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            Outgoing request = signatures.signed(rig.post("/pay", BODY));
            Reply reply = signatures.checked(request, rig.caller.call(request));

            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            go.countDown();
            assertThat(held.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    // Requests ----------------------------------------------------------------------------------------------------

    @Test
    void a_request_that_anybody_changed_is_refused_whatever_was_changed() {
        HttpSignatures signatures = good(NOW);
        Head head = Head.of(signatures.signed(REQUEST));

        assertThatCode(() -> signatures.check(head, BODY)).doesNotThrowAnyException();
        assertThatCode(() -> signatures.check(head.with("traceparent", "00-2"), BODY))
                .as("the trace is everybody's")
                .doesNotThrowAnyException();
        refuses(
                () -> signatures.check(head, "{\"amount\":71}".getBytes(UTF_8)),
                "the body is not the one that was signed");
        refuses(() -> signatures.check(new Head("PUT", head.target(), head.headers()), BODY), "changed on its way");
        refuses(
                () -> signatures.check(new Head("POST", "/pay/18?currency=EUR", head.headers()), BODY),
                "changed on its way");
        refuses(
                () -> signatures.check(new Head("POST", "/pay/17?currency=USD", head.headers()), BODY),
                "changed on its way");
        for (String name : List.of("Content-Type", "Quintet-Timeout", "Quintet-Source", "Idempotency-Key")) {
            refuses(() -> signatures.check(head.with(name, "other"), BODY), "changed on its way");
        }
        refuses(
                () -> signatures.check(head.with("Quintet-Caller", "admin"), BODY),
                "not signed: [\"quintet-caller\"] (expected: signed with the rest)");
        refuses(() -> signatures.check(head.with("Baggage", "a=b"), BODY), "not signed: [\"baggage\"]");
    }

    @Test
    void a_signature_that_covers_too_little_is_refused() {
        HttpSignatures signatures = good(NOW);
        Head head = Head.of(signatures.signed(REQUEST));
        String input = Objects.requireNonNull(head.header("Signature-Input"));

        refuses(
                () -> signatures.check(head.with("Signature-Input", input.replace("\"@path\" ", "")), BODY),
                "not signed: [\"@path\"]");
        for (String broken :
                List.of("", "=", "quintet", "quintet=()", "quintet=(\"@path\")", input + ", other=(\"a\")")) {
            refuses(() -> signatures.check(head.with("Signature-Input", broken), BODY), "its signature cannot be read");
        }
        for (String broken : List.of("", "quintet", "quintet=:", "quintet=::", "quintet=:%:", "other=:AAAA:")) {
            refuses(() -> signatures.check(head.with("Signature", broken), BODY), "");
        }
    }

    @Test
    void nothing_is_checked_where_that_is_off() {
        HttpSignatures none = signatures(NOW, "key", "k", "keys.k.hmac-secret", secret(1), "check", "none");

        assertThatCode(() -> none.check(Head.of(REQUEST).with("Signature-Input", "="), BODY))
                .doesNotThrowAnyException();
    }

    @Test
    void a_request_that_was_recorded_is_of_no_use_after_a_while() {
        Head head = Head.of(good(NOW).signed(REQUEST));
        HttpSignatures later = good(Clock.fixed(NOW.instant().plusSeconds(301), ZoneOffset.UTC));
        HttpSignatures before = good(Clock.fixed(NOW.instant().minusSeconds(301), ZoneOffset.UTC));

        refuses(() -> later.check(head, BODY), "signed 301 s ago (expected: at most PT5M, by the clocks of both)");
        refuses(() -> before.check(head, BODY), "signed -301 s ago");
        assertThatCode(() -> good(Clock.fixed(NOW.instant().plusSeconds(299), ZoneOffset.UTC))
                        .check(head, BODY))
                .doesNotThrowAnyException();
    }

    // Replies -----------------------------------------------------------------------------------------------------

    @Test
    void a_reply_that_anybody_changed_is_refused_whatever_was_changed() {
        HttpSignatures signatures = good(NOW);
        Outgoing request = signatures.signed(REQUEST);
        String signature = Pairs.find(request.headers(), "Signature");
        Reply reply = signatures.signed(REPLY, signature);

        assertThat(signatures.checked(request, reply)).isSameAs(reply);
        refuses(
                () -> signatures.checked(
                        request, new Reply(404, reply.contentType(), reply.body(), reply.headers(), reply.trailers())),
                "changed on its way");
        refuses(
                () -> signatures.checked(
                        request, new Reply(200, reply.contentType(), new byte[1], reply.headers(), reply.trailers())),
                "the body is not the one");
        refuses(
                () -> signatures.checked(
                        request, new Reply(200, "text/plain", reply.body(), reply.headers(), reply.trailers())),
                "changed on its way");
        refuses(
                () -> signatures.checked(
                        request,
                        new Reply(
                                200, reply.contentType(), reply.body(), reply.headers(), List.of("grpc-status", "5"))),
                "changed on its way");
        refuses(() -> signatures.checked(request, reply.with("Retry-After", "3600")), "not signed: [\"retry-after\"]");
    }

    @Test
    void a_reply_to_another_request_is_refused() {
        HttpSignatures signatures = good(NOW);
        Outgoing other = signatures.signed(
                new Outgoing("shop.pay", "POST", REQUEST.address(), "/pay/18", List.of(), "application/json", BODY, 1));
        Reply reply = signatures.signed(REPLY, Pairs.find(other.headers(), "Signature"));

        refuses(() -> signatures.checked(signatures.signed(REQUEST), reply), "changed on its way");
        refuses(
                () -> signatures.checked(signatures.signed(REQUEST), signatures.signed(REPLY, null)),
                "not signed: [\"signature\";req]");
    }

    @Test
    void who_says_that_nobody_could_be_reached_need_not_sign_it_and_is_believed_no_further() {
        HttpSignatures signatures = good(NOW);
        Outgoing request = signatures.signed(REQUEST);

        Reply reply = signatures.checked(
                request, Reply.of(503, "application/problem+json", BODY).with("Retry-After", "9"));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers()).isEmpty();
        refuses(() -> signatures.checked(request, Reply.of(500, "text/plain", BODY)), "not signed");
    }

    // The standard ------------------------------------------------------------------------------------------------

    private static final Head STANDARD = new Head(
            "POST",
            "/foo?param=Value&Pet=dog",
            List.of(
                    "Host",
                    "example.com",
                    "Date",
                    "Tue, 20 Apr 2021 02:07:55 GMT",
                    "Content-Type",
                    "application/json",
                    "Content-Length",
                    "18"));

    private static void standard(Keyring keyring, String written, String signature) {
        SignatureInput input = Objects.requireNonNull(SignatureInput.parse("sig=" + written));
        byte[] base = HttpSignatures.base(input, Parts.of(STANDARD));
        keyring.check("", null, new SignedBy(input.keyId(), Base64.getDecoder().decode(signature)), base);
    }

    /** RFC 9421, B.2.5. */
    @Test
    void verifies_the_standards_own_example_with_a_shared_secret() {
        standard(
                Keyring.of(Rig.settings(
                        "keys.test-shared-secret.hmac-secret",
                        "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==")),
                "(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"",
                "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
    }

    /** RFC 9421, B.2.6. */
    @Test
    void verifies_the_standards_own_example_with_ed25519(@TempDir Path directory) throws Exception {
        Path key = Files.writeString(directory.resolve("key.pub"), """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
            -----END PUBLIC KEY-----
            """);
        standard(
                Keyring.of(Rig.settings("keys.test-key-ed25519.ed25519-public-file", key.toString())),
                "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                        + ";created=1618884473;keyid=\"test-key-ed25519\"",
                "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
    }
}
