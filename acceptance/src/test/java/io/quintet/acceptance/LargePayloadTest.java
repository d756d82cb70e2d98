package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Quintet;
import io.quintet.Reply;
import io.quintet.acceptance.archive.Archive;
import io.quintet.acceptance.archive.Archive.Document;
import io.quintet.acceptance.archive.ArchiveEvents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads beyond what transports carry, in the styles that go over messages. */
@ParameterizedClass(name = "over {0}")
@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_PACKED.*")
@Timeout(120)
class LargePayloadTest {
    private static final long PATIENCE = 60;
    private static final int MIB = 1024 * 1024;

    @Parameter
    Technology technology;

    @TempDir
    Path directory;

    private final List<Quintet> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.reversed().forEach(Quintet::close);
    }

    private Quintet start(String service) {
        Quintet quintet =
                technology.configure(Quintet.builder().name(service), directory).build();
        started.add(quintet);
        return quintet;
    }

    /** Text, of which a mebibyte in four is such as compression makes a quarter smaller, and no more. */
    private static Document document(String name, int mebibytes) {
        Random random = new Random(mebibytes);
        return new Document(
                name,
                IntStream.range(0, mebibytes)
                        .mapToObj(page -> {
                            byte[] bytes = new byte[MIB / 4 * 3];
                            if (page % 4 == 0) {
                                random.nextBytes(bytes);
                            }
                            return Base64.getEncoder().encodeToString(bytes);
                        })
                        .toList());
    }

    /** A subscriber. */
    public static final class Branch {
        final BlockingQueue<Document> kept = new LinkedBlockingQueue<>();

        public void kept(Document document) {
            kept.add(document);
        }

        public Document copies(Document document) {
            return document;
        }
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        return ClaimFixture.take(queue, PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void requests_responses_and_notifications_arrive_as_they_were_sent(int mebibytes) throws Exception {
        ClaimFixture.Keeper copier = new ClaimFixture.Keeper();
        start("archive").serve(Archive.class, copier);
        Archive archive = start("office").client(Archive.class);
        Document document = document("d", mebibytes);
        assertThat(archive.copy(document).toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                .isEqualTo(document);
        archive.keep(document);
        assertThat(take(copier.kept)).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void events_reach_every_group_and_the_responses_of_each_come_back(int mebibytes) throws Exception {
        List<Branch> branches = List.of(new Branch(), new Branch());
        start("branch").subscribe(ArchiveEvents.class, "north", branches.get(0));
        start("branch").subscribe(ArchiveEvents.class, "south", branches.get(1));
        ArchiveEvents events = start("archive").client(ArchiveEvents.class);
        Document document = document("d", mebibytes);
        events.kept(document);
        for (Branch branch : branches) {
            assertThat(take(branch.kept)).isEqualTo(document);
        }
        assertThat(events.copies(document).first(2)).containsExactly(document, document);
    }

    @Test
    void a_durable_reply_arrives_after_the_requester_restarted() throws Exception {
        Document document = document("d", 20);
        Quintet before = start("office");
        before.durable(Archive.class, Archive::copy, reply -> {
                    throw new AssertionError("the archive is closed, so nothing can have replied");
                })
                .send(document, "case 7");
        before.close();
        start("archive").serve(Archive.class, new ClaimFixture.Keeper());
        BlockingQueue<Reply<Document>> replies = new LinkedBlockingQueue<>();
        start("office").durable(Archive.class, Archive::copy, replies::add);
        assertThat(take(replies)).isEqualTo(new Reply.Success<>(document, "case 7"));
    }
}
