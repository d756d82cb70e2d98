package io.quintet.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.QuintetException;
import io.quintet.signing.Keyring;
import io.quintet.signing.SignedBy;
import io.quintet.spi.Sha256;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of requests and responses: over method, path, query, status, body, and the headers and trailers that the other side acts on. The
 * signature of a response covers that of its request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421">RFC 9421, HTTP message signatures</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9530">RFC 9530, digest fields</a>
 */
final class HttpSignatures {
    static final String DIGEST = "Content-Digest";
    private static final String INPUT = "Signature-Input";
    private static final String SIGNATURE = "Signature";
    private static final String SOURCE = "Quintet-Source";
    private static final String TYPE = "\"content-type\"";
    private static final String OF_REQUEST = "\"signature\";req";

    /** What a peer acts on, apart from all that begins with {@code quintet-} or {@code grpc-}. */
    private static final Set<String> ACTED_ON = Set.of("content-digest", "idempotency-key", "baggage", "retry-after");

    private final Keyring keyring;
    private final String service;
    private final Clock clock;

    private HttpSignatures(Keyring keyring, String service, Clock clock) {
        this.keyring = keyring;
        this.service = service;
        this.clock = clock;
    }

    /** With a keyring; null where it neither signs nor checks. */
    static @Nullable HttpSignatures of(Keyring keyring, String service, Clock clock) {
        return keyring.signs() || keyring.checks() ? new HttpSignatures(keyring, service, clock) : null;
    }

    /** The service, which takes what is signed as it must be, and signs its replies. */
    HttpService around(HttpService inner) {
        return new SignedService(inner, this);
    }

    /**
     * Refuses a stream where only what is signed is taken, for it has no end to sign.
     *
     * @param what what it is, for the complaint
     */
    void refuseStream(String what) {
        if (keyring.requires()) {
            throw refused(what, "a stream, which cannot be signed (expected: signing.check: offered, or no stream)");
        }
    }

    /** Makes a call; signs the request, whose body is whole, and checks the reply, as they are to be. */
    Reply call(Function<Outgoing, Reply> exchange, Outgoing request) {
        Outgoing signed = signed(request);
        return checked(signed, exchange.apply(signed));
    }

    /** The request, signed where requests are to be. */
    Outgoing signed(Outgoing request) {
        if (!keyring.signs()) {
            return request;
        }
        List<String> headers = new ArrayList<>(request.headers());
        named(headers);
        headers.add(DIGEST);
        headers.add(digest(request.body()));
        Parts parts = Parts.of(request, headers);
        Set<String> components = new LinkedHashSet<>(List.of("\"@method\"", "\"@path\"", "\"@query\""));
        if (request.contentType() != null) {
            components.add(TYPE);
        }
        addActedOn(headers, "", components);
        sign(List.copyOf(components), parts, headers);
        return new Outgoing(
                request.operation(),
                request.method(),
                request.address(),
                request.target(),
                headers,
                request.contentType(),
                request.body(),
                request.timeoutNanos());
    }

    /** Checks a request that came; a {@link QuintetException} says why it is not taken. */
    void check(RequestHead head, byte[] body) {
        if (!keyring.checks()) {
            return;
        }
        Parts parts = Parts.of(head);
        Set<String> needed =
                new LinkedHashSet<>(List.of("\"@method\"", "\"@path\"", "\"@query\"", "\"content-digest\""));
        addActedOn(parts.headers(), "", needed);
        check(head.method() + " " + head.target(), parts, needed, body);
    }

    /** The reply, signed where replies are to be; {@code requestSignature} is null where the request had none. */
    Reply signed(Reply reply, @Nullable String requestSignature) {
        if (!keyring.signs()) {
            return reply;
        }
        List<String> headers = new ArrayList<>(reply.headers());
        named(headers);
        headers.add(DIGEST);
        headers.add(digest(reply.body()));
        Parts parts = Parts.of(reply, headers, requestSignature);
        Set<String> components = new LinkedHashSet<>(List.of("\"@status\""));
        if (reply.contentType() != null) {
            components.add(TYPE);
        }
        addActedOn(headers, "", components);
        addActedOn(reply.trailers(), ";tr", components);
        if (requestSignature != null) {
            components.add(OF_REQUEST);
        }
        sign(List.copyOf(components), parts, headers);
        return new Reply(reply.status(), reply.contentType(), reply.body(), headers, reply.trailers());
    }

    /**
     * The reply, once it is checked. One without a signature that says that nobody could be reached is believed so far, and no further.
     *
     * @param request as it was {@link #signed(Outgoing) sent}
     */
    Reply checked(Outgoing request, Reply reply) {
        if (!keyring.checks()) {
            return reply;
        }
        if (reply.header(INPUT) == null && reply.status() >= 502 && reply.status() <= 504) {
            return Reply.empty(reply.status());
        }
        String requestSignature = Pairs.find(request.headers(), SIGNATURE);
        Parts parts = Parts.of(reply, reply.headers(), requestSignature);
        Set<String> needed = new LinkedHashSet<>(List.of("\"@status\"", "\"content-digest\""));
        addActedOn(reply.headers(), "", needed);
        addActedOn(reply.trailers(), ";tr", needed);
        if (requestSignature != null) {
            needed.add(OF_REQUEST);
        }
        check("the response to " + request.where(), parts, needed, reply.body());
        return reply;
    }

    private void named(List<String> headers) {
        if (Pairs.find(headers, SOURCE) == null) {
            headers.add(SOURCE);
            headers.add(service);
        }
    }

    private static void addActedOn(List<String> pairs, String suffix, Set<String> components) {
        for (int i = 0; i < pairs.size(); i += 2) {
            String name = pairs.get(i).toLowerCase(Locale.ROOT);
            if (name.startsWith("quintet-") || name.startsWith("grpc-") || ACTED_ON.contains(name)) {
                components.add('"' + name + '"' + suffix);
            }
        }
    }

    private void sign(List<String> components, Parts parts, List<String> headers) {
        SignatureInput input =
                SignatureInput.of(components, clock.millis() / 1000, keyring.keyId(), keyring.algorithm());
        byte[] signature = keyring.sign(base(input, parts)).bytes();
        headers.add(INPUT);
        headers.add(input.text());
        headers.add(SIGNATURE);
        headers.add(input.label() + "=:" + Base64.getEncoder().encodeToString(signature) + ":");
    }

    private void check(String what, Parts parts, Set<String> needed, byte[] body) {
        String header = parts.header("signature-input");
        String source = parts.header("quintet-source");
        if (header == null) {
            keyring.check(what, source, null);
            return;
        }
        SignatureInput input = SignatureInput.parse(header);
        byte[] signature = input == null ? null : bytes(input.label(), parts.header("signature"));
        if (input == null || signature == null) {
            throw refused(what, "its signature cannot be read (expected: one, as RFC 9421 says)");
        }
        List<String> missing =
                needed.stream().filter(one -> !input.components().contains(one)).toList();
        if (!missing.isEmpty()) {
            throw refused(what, "not signed: " + missing + " (expected: signed with the rest)");
        }
        long age = clock.millis() / 1000 - input.created();
        if (Math.abs(age) > keyring.maxAge().toSeconds()) {
            throw refused(
                    what,
                    "signed " + age + " s ago (expected: at most " + keyring.maxAge() + ", by the clocks of both)");
        }
        if (!parts.digests().contains(digest(body))) {
            throw refused(what, "the body is not the one that was signed");
        }
        keyring.check(what, source, new SignedBy(input.keyId(), signature), base(input, parts));
    }

    private static QuintetException refused(String what, String why) {
        return QuintetException.notAuthentic(what + ": " + why, false);
    }

    static byte[] base(SignatureInput input, Parts parts) {
        StringBuilder base = new StringBuilder(512);
        for (String component : input.components()) {
            base.append(component).append(": ").append(parts.value(component)).append('\n');
        }
        return base.append("\"@signature-params\": ")
                .append(input.written())
                .toString()
                .getBytes(UTF_8);
    }

    private static byte @Nullable [] bytes(String label, @Nullable String signature) {
        String begin = label + "=:";
        if (signature == null
                || !signature.startsWith(begin)
                || !signature.endsWith(":")
                || signature.length() <= begin.length()) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(signature.substring(begin.length(), signature.length() - 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String digest(byte @Nullable [] body) {
        byte[] digest = Sha256.of(body == null ? new byte[0] : body);
        return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
    }
}
