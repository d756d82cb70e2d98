package io.quintet.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.claim.file.FileClaimStoreProvider;
import io.quintet.config.SettingsSource;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.ClaimId;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.Compressor;
import io.quintet.spi.ServiceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadsTest {
    private static final Map<String, Compressor> GZIP = Map.of("gzip", new GzipCompressor());
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String[] COMPRESSED = {"messages.compression", "gzip", "messages.compression-threshold", "100"
    };
    private static final String[] STORED = {"claims.store", "file", "claims.threshold", "100"};

    @TempDir
    private Path directory;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final List<Payloads> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Payloads::close);
        scheduler.shutdownNow();
    }

    private Payloads payloads(Clock clock, String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        PayloadSettings read = PayloadSettings.of(new SettingsSource().code(all).settings());
        Payloads payloads =
                new Payloads(read, GZIP, read.store().map(name -> store(clock)).orElse(null), clock);
        opened.add(payloads);
        return payloads;
    }

    private Payloads payloads(String... settings) {
        return payloads(CLOCK, settings);
    }

    private static String[] both() {
        return Stream.of(COMPRESSED, STORED).flatMap(Stream::of).toArray(String[]::new);
    }

    private ClaimStore store(Clock clock) {
        return new FileClaimStoreProvider()
                .create(new ServiceContext(
                        "test",
                        "test-1",
                        new SettingsSource()
                                .code(Map.of("directory", directory.toString()))
                                .settings(),
                        clock,
                        scheduler));
    }

    private static Message message(byte[] payload) {
        return new Message(
                Headers.builder()
                        .set(HeaderNames.ID, "m1")
                        .set(HeaderNames.KEY, "k")
                        .build(),
                payload);
    }

    private static byte[] text(int length) {
        return "soup ".repeat(length).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static void assertSame(Message found, Message expected) {
        assertThat(found.headers()).isEqualTo(expected.headers());
        assertThat(found.payload()).isEqualTo(expected.payload());
    }

    private static QuintetException refusal(ThrowingCallable what) {
        return assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(what)
                .actual();
    }

    private Path file() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void what_is_small_stays_as_it_is() {
        Message small = message(text(100));
        assertThat(payloads(both()).over(Limited.to(1000)).pack(small)).isSameAs(small);
        assertThat(payloads(both()).unpack(small)).isSameAs(small);
    }

    @Test
    void nothing_is_packed_unless_settings_say_so() {
        Message large = message(text(1000));
        assertThat(payloads().over(Limited.to(1000)).pack(large)).isSameAs(large);
    }

    @Test
    void what_is_large_is_compressed_and_made_whole_by_a_receiver_that_compresses_nothing() {
        Message large = message(text(5000));
        Message packed = payloads(COMPRESSED).over(Limited.to(10_000)).pack(large);
        assertThat(packed.header(HeaderNames.CONTENT_ENCODING)).isEqualTo("gzip");
        assertThat(packed.payload().length).isLessThan(100);
        assertSame(payloads().unpack(packed), large);
    }

    @Test
    void what_compression_does_not_make_smaller_is_sent_as_it_is() {
        Message noise = message(noise(5000));
        assertThat(payloads(COMPRESSED).over(Limited.to(10_000)).pack(noise)).isSameAs(noise);
    }

    @Test
    void what_is_still_too_large_when_compressed_goes_into_the_store() {
        Message noise = message(noise(50_000));
        Message packed = payloads(both()).over(Limited.to(1000)).pack(noise);
        assertThat(packed.payload()).isEmpty();
        assertThat(packed.header(HeaderNames.DATA_REF)).startsWith("claim:file/");
        assertThat(packed.header(HeaderNames.DATA_LENGTH)).isEqualTo("50000");
        Payloads receiver = payloads("claims.store", "file");
        assertSame(receiver.unpack(packed), noise);
        assertSame(receiver.unpack(packed), noise); // for another group, or a retry
    }

    @Test
    void what_is_compressed_is_stored_compressed() throws IOException {
        byte[] payload = text(5000);
        System.arraycopy(noise(500), 0, payload, 0, 500); // compressed, still above the threshold of the store
        Message packed = payloads(both()).over(Limited.to(10_000)).pack(message(payload));
        assertThat(packed.header(HeaderNames.CONTENT_ENCODING)).isEqualTo("gzip");
        assertThat(packed.header(HeaderNames.DATA_REF)).isNotNull();
        assertThat(Files.size(file())).isLessThan(1000);
        assertSame(payloads("claims.store", "file").unpack(packed), message(payload));
    }

    @Test
    void without_a_threshold_only_what_the_transport_cannot_carry_goes_into_the_store() {
        Packer packer = payloads("claims.store", "file").over(Limited.to(1000));
        Message fits = message(noise(1000));
        assertThat(packer.pack(fits)).isSameAs(fits);
        assertThat(packer.pack(message(noise(1001))).header(HeaderNames.DATA_REF))
                .isNotNull();
    }

    @Test
    void what_is_too_large_is_refused_with_the_setting_that_would_help() {
        QuintetException refusal =
                refusal(() -> payloads().over(Limited.to(1000)).pack(message(noise(1001))));
        assertThat(refusal)
                .hasMessage("payload: 1001 bytes (expected: at most 1000, the limit of transport limited; with"
                        + " claims.store larger ones go into a store)");
        assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
    }

    @Test
    void what_no_receiver_would_make_whole_is_refused() {
        String[] settings = {"claims.store", "file", "messages.max-payload", "2KiB"};
        assertThat(refusal(() -> payloads(settings).over(Limited.to(1000)).pack(message(noise(2049)))))
                .hasMessageContaining("claims.store takes up to 2048, as messages.max-payload says");
    }

    @Test
    void what_is_due_when_the_store_has_forgotten_it_is_sent_whole_or_refused() {
        long late = CLOCK.millis() + Duration.ofDays(8).toMillis();
        Packer packer = payloads(STORED).over(Limited.to(1000));
        Message fits = message(noise(1000));
        Message held = new Message(fits.headers().with(HeaderNames.NOT_BEFORE, Long.toString(late)), fits.payload());
        assertThat(packer.pack(held)).isSameAs(held);
        Message large = new Message(held.headers(), noise(1001));
        assertThat(refusal(() -> packer.pack(large)))
                .hasMessageContaining("claims.store keeps it for PT168H, and the message is due later than that");
    }

    @Test
    void a_store_that_forgets_earlier_than_the_transport_is_refused() {
        Payloads payloads = payloads("claims.store", "file", "claims.retention", "1h");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> payloads.over(Limited.to(1000).keeping(Duration.ofHours(2))))
                .withMessage(
                        "claims.retention: PT1H (expected: at least PT2H, for which transport limited keeps messages)");
        assertThat(payloads.over(Limited.to(1000).keeping(Duration.ofHours(1)))).isNotNull();
    }

    @Test
    void another_payload_than_the_one_that_was_stored_is_data_loss() throws IOException {
        Payloads payloads = payloads(STORED);
        Message packed = payloads.over(Limited.to(1000)).pack(message(noise(500)));
        byte[] stored = Files.readAllBytes(file());
        stored[100] ^= 1;
        Files.write(file(), stored);
        assertDataLoss(payloads, packed, "SHA-256");
        Files.write(file(), new byte[499]);
        assertDataLoss(payloads, packed, "499 bytes (expected: 500");
        Files.write(file(), new byte[501]);
        assertDataLoss(payloads, packed, "501 bytes (expected: at most 500");
    }

    private static void assertDataLoss(Payloads payloads, Message packed, String words) {
        QuintetException refusal = refusal(() -> payloads.unpack(packed));
        assertThat(refusal).hasMessageContaining(words);
        assertThat(refusal.code()).isEqualTo(Code.DATA_LOSS);
        assertThat(refusal.failureMode()).isEqualTo(FailureMode.ARBITRARY);
    }

    @Test
    void a_payload_that_is_not_there_may_be_there_later() throws IOException {
        Payloads payloads = payloads(STORED);
        Message packed = payloads.over(Limited.to(1000)).pack(message(noise(500)));
        Files.delete(file());
        QuintetException refusal = refusal(() -> payloads.unpack(packed));
        assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal).hasMessageContaining(packed.header(HeaderNames.DATA_REF) + ": not in the store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claim:file/../../../../etc/passwd",
                "claim:file/..%2f..%2fetc%2fpasswd",
                "claim:file//etc/passwd",
                "claim:file/",
                "claim:sql/000000000000000000000000000000000000",
                "claim:file/00000000000000000000000000000000000G",
                "claim:file/0000000000000000000000000000000000\u0000",
                "claim:file/00000000000000000000000000000000000A",
                "/etc/passwd",
                "file:///etc/passwd",
                "https://example.org/",
                ""
            })
    void a_reference_that_is_none_of_ours_is_refused_for_good(String reference) {
        Message hostile = new Message(
                Headers.builder()
                        .set(HeaderNames.ID, "m1")
                        .set(HeaderNames.DATA_REF, reference)
                        .set(HeaderNames.DATA_LENGTH, "10")
                        .set(HeaderNames.DATA_DIGEST, "0")
                        .build(),
                new byte[0]);
        assertThat(refusal(() -> payloads(STORED).unpack(hostile)).code()).isEqualTo(Code.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "67108865", "9999999999", "ten", ""})
    void a_length_that_nobody_should_believe_is_refused_for_good(String length) {
        Payloads payloads = payloads(STORED);
        Message packed = payloads.over(Limited.to(1000)).pack(message(noise(500)));
        Message hostile = new Message(packed.headers().with(HeaderNames.DATA_LENGTH, length), packed.payload());
        assertThat(refusal(() -> payloads.unpack(hostile)).code()).isEqualTo(Code.INVALID_ARGUMENT);
    }

    @Test
    void a_receiver_without_the_store_says_which_setting_is_missing() {
        Message packed = payloads(STORED).over(Limited.to(1000)).pack(message(noise(500)));
        QuintetException refusal = refusal(() -> payloads().unpack(packed));
        assertThat(refusal.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(refusal).hasMessageContaining("claims.store");
    }

    @Test
    void a_bomb_is_refused_before_it_has_grown() {
        byte[] bomb = GzipCompressor.compressed(new byte[10_000_000]);
        assertThat(bomb.length).isLessThan(20_000);
        Message hostile = new Message(Headers.of(HeaderNames.CONTENT_ENCODING, "gzip"), bomb);
        QuintetException refusal =
                refusal(() -> payloads("messages.max-payload", "1MiB").unpack(hostile));
        assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(refusal).hasMessageContaining("become more than 1048576");
        assertThat(payloads().unpack(hostile).payload()).hasSize(10_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "gzip, gzip", "GZIP", ""})
    void an_encoding_that_nobody_knows_is_refused_for_good(String encoding) {
        Message hostile = new Message(Headers.of(HeaderNames.CONTENT_ENCODING, encoding), text(10));
        QuintetException refusal = refusal(() -> payloads().unpack(hostile));
        assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(refusal).hasMessageContaining("expected: one of gzip");
    }

    @Test
    void bytes_that_are_not_what_they_claim_to_be_are_refused_for_good() {
        byte[] cut = Arrays.copyOf(GzipCompressor.compressed(noise(1000)), 500);
        for (byte[] bytes : List.of(text(100), cut, new byte[0])) {
            Message hostile = new Message(Headers.of(HeaderNames.CONTENT_ENCODING, "gzip"), bytes);
            assertThat(refusal(() -> payloads().unpack(hostile)).code()).isEqualTo(Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void payloads_stay_for_their_retention_however_many_there_are() throws IOException {
        Clock before = Clock.offset(CLOCK, Duration.ofDays(-8));
        for (int i = 0; i < 250; i++) {
            payloads(before, STORED).over(Limited.to(1000)).pack(message(noise(200)));
        }
        Payloads payloads = payloads(STORED);
        Message kept = payloads.over(Limited.to(1000)).pack(message(noise(300)));
        payloads.sweep();
        assertThat(payloads.unpack(kept).payload()).isEqualTo(noise(300));
        try (Stream<Path> all = Files.walk(directory)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void ids_sort_by_age_and_nothing_else_is_one() {
        ClaimId id = ClaimId.of(CLOCK.instant(), new Random(1));
        assertThat(id.made().toEpochMilli()).isCloseTo(CLOCK.millis(), Offset.offset(60_000L));
        assertThat(ClaimId.first(id.made())).isLessThan(id);
        assertThat(ClaimId.first(id.made().plusMillis(1))).isGreaterThan(id);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new ClaimId("../x"));
    }
}
