package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Quintet;
import io.quintet.QuintetException;
import io.quintet.acceptance.archive.Archive;
import io.quintet.acceptance.archive.Archive.Document;
import io.quintet.acceptance.archive.ArchiveEvents;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may happen to a payload between the one who stores it and the one who fetches it. */
@Timeout(120)
class ClaimCheckTest extends ClaimFixture {
    private static final Document BEHIND = new Document("large", List.of("behind it"));

    /** The one dead letter that there is when the next message of its key was handled. */
    private DeadLetter deadLetter() throws InterruptedException {
        start(service("clerk")).client(Archive.class).keep(BEHIND);
        assertThat(take(keeper.kept)).isEqualTo(BEHIND);
        List<DeadLetter> found =
                letters().list(DeadLetters.Filter.ALL, DeadLetters.Page.first(DeadLetters.Order.NEWEST_FIRST, 10));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void a_payload_that_is_lost_makes_a_dead_letter_that_says_so_and_is_replayed_when_it_was_found() throws Exception {
        start(trapped("office")).client(Archive.class).keep(LARGE);
        Path payload = payloads().getFirst();
        Path aside = Files.move(payload, directory.resolve("aside"));
        start(trapped("archive")).serve(Archive.class, keeper);
        DeadLetter letter = deadLetter();
        assertThat(letter.attempts()).hasSize(3);
        assertThat(letter.reason()).contains("claim:trap/" + payload.getFileName() + ": not in the store");
        assertThat(letter.message().payload()).isEmpty();
        Files.move(aside, payload);
        assertThat(letters().replay(letter.id())).isTrue();
        assertThat(take(keeper.kept)).isEqualTo(LARGE);
    }

    @Test
    void a_payload_that_was_changed_is_not_handled_and_its_dead_letter_says_so() throws Exception {
        start(trapped("archive", "damages", "true")).serve(Archive.class, keeper);
        start(trapped("office")).client(Archive.class).keep(LARGE);
        assertThat(deadLetter().reason()).contains("SHA-256").contains("as header datadigest says");
    }

    @Test
    void a_payload_that_is_not_there_yet_is_fetched_by_a_later_attempt() throws Exception {
        start(trapped("archive", "misses", "2")).serve(Archive.class, keeper);
        start(trapped("office")).client(Archive.class).keep(LARGE);
        assertThat(take(keeper.kept)).isEqualTo(LARGE);
    }

    @Test
    void a_reply_whose_payload_is_not_there_yet_is_read_when_it_is() throws Exception {
        start(trapped("archive")).serve(Archive.class, keeper);
        Archive archive = start(trapped("office", "misses", "2")).client(Archive.class);
        assertThat(archive.copy(LARGE).toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                .isEqualTo(LARGE);
    }

    @Test
    void a_reply_that_was_changed_fails_the_request_at_once() {
        start(trapped("archive")).serve(Archive.class, keeper);
        Archive archive = start(trapped("office", "damages", "true")).client(Archive.class);
        assertThatThrownBy(() -> archive.copy(LARGE).toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim:trap/../../../../etc/passwd", "claim:trap/", "file:///etc/passwd", "claim:x/0"})
    void a_reference_that_is_none_makes_a_dead_letter_at_once(String reference) throws Exception {
        start(trapped("archive")).serve(Archive.class, keeper);
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, "hostile")
                .set(HeaderNames.TYPE, "archive.keep")
                .set(HeaderNames.KEY, "large")
                .set(HeaderNames.DATA_REF, reference)
                .set(HeaderNames.DATA_LENGTH, "10")
                .set(HeaderNames.DATA_DIGEST, "0".repeat(64))
                .build();
        send(new Message(headers, new byte[0]));
        DeadLetter letter = deadLetter();
        assertThat(letter.attempts()).hasSize(1);
        assertThat(letter.reason()).contains("header dataref: \"" + reference + "\"");
    }

    @Test
    void a_receiver_understands_what_is_compressed_whatever_it_does_itself() throws Exception {
        start(service("archive")).serve(Archive.class, keeper);
        Archive archive = start(service("office")
                        .set("messages.compression", "gzip")
                        .set("messages.compression-threshold", "1KiB"))
                .client(Archive.class);
        archive.keep(LARGE);
        assertThat(take(keeper.kept)).isEqualTo(LARGE);
        assertThat(archive.copy(LARGE).toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                .isEqualTo(LARGE);
    }

    @Test
    void what_no_transport_carries_is_refused_with_the_setting_that_would_help() {
        Document huge = new Document(
                "huge",
                IntStream.range(0, 17).mapToObj(i -> "x".repeat(1024 * 1024)).toList());
        Archive archive = start(service("office")).client(Archive.class);
        assertThatThrownBy(() -> archive.keep(huge))
                .isInstanceOf(QuintetException.class)
                .hasMessageContaining("the limit of transport sql; with claims.store larger ones go into a store");
    }

    /** Takes what there is at a time. */
    public static final class Collector {
        final BlockingQueue<Document> kept = new LinkedBlockingQueue<>();

        public void kept(List<Document> documents) {
            kept.addAll(documents);
        }
    }

    @Test
    void a_listener_that_takes_lists_gets_them_whole() throws Exception {
        ArchiveEvents events = start(trapped("archive")).client(ArchiveEvents.class);
        List<Document> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sent.add(new Document("d" + i, i % 2 == 0 ? LARGE.pages() : SMALL.pages()));
        }
        sent.forEach(events::kept);
        Collector collector = new Collector();
        start(trapped("branch")).subscribe(ArchiveEvents.class, "north", collector);
        List<Document> kept = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            kept.add(take(collector.kept));
        }
        assertThat(kept).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void a_store_that_forgets_earlier_than_the_channels_is_refused_at_the_start() {
        Quintet office = start(trapped("office").set("claims.retention", "1h"));
        assertThatThrownBy(() -> office.client(Archive.class))
                .hasMessage("claims.retention: PT1H (expected: at least " + Duration.ofHours(24)
                        + ", for which transport sql keeps messages)");
    }
}
