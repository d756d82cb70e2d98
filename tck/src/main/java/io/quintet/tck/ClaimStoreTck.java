package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.ClaimId;
import io.quintet.spi.ClaimStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The conformance kit of one claim store: extend it, and say how the store is opened. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
public abstract class ClaimStoreTck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MIB = 1024 * 1024;

    /** Empty. */
    @TempDir
    protected Path directory = Path.of("");

    private final Random random = new Random(7);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Map<String, String> settings = Map.of();
    private ClaimStore store;

    /** For the test class that extends it. */
    protected ClaimStoreTck() {}

    /** The name of the store; its provider is found through {@link java.util.ServiceLoader}. */
    protected abstract String store();

    /**
     * Settings of the section of its name, for a store that holds nothing yet.
     *
     * @param directory empty, and removed after the scenario
     */
    protected abstract Map<String, String> freshStore(Path directory);

    @BeforeEach
    void openStore() {
        settings = freshStore(directory);
        store = open();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private ClaimStore open() {
        ClaimStore made = ClaimPeerMain.open(store(), settings);
        opened.push(made);
        return made;
    }

    private ClaimId id(Instant made) {
        return ClaimId.of(made, random);
    }

    private byte[] payload(int length) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        return payload;
    }

    @Test
    void what_was_put_is_there_for_whoever_opens_the_store_as_often_as_it_is_asked_for() {
        assertThat(store.name()).isEqualTo(store());
        for (int length : List.of(0, 1, 4096, MIB, 20 * MIB)) {
            ClaimId id = id(Instant.now());
            byte[] payload = payload(length);
            store.put(id, payload);
            ClaimStore other = open();
            assertThat(store.get(id, length).orElseThrow()).isEqualTo(payload);
            assertThat(other.get(id, length).orElseThrow()).isEqualTo(payload);
            assertThat(other.get(id, length).orElseThrow()).isEqualTo(payload);
        }
    }

    @Test
    void there_is_nothing_under_an_id_that_was_never_used() {
        store.put(id(Instant.now()), payload(10));
        assertThat(store.get(id(Instant.now()), 100)).isEmpty();
    }

    @Test
    void an_id_is_not_used_twice() {
        ClaimId id = id(Instant.now());
        byte[] first = payload(100);
        store.put(id, first);
        assertThatExceptionOfType(QuintetException.class).isThrownBy(() -> store.put(id, payload(100)));
        assertThat(store.get(id, 100).orElseThrow()).isEqualTo(first);
    }

    @Test
    void more_than_is_asked_for_is_not_read() {
        ClaimId id = id(Instant.now());
        store.put(id, payload(101));
        assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(() -> store.get(id, 100))
                .withMessageContaining("101 bytes (expected: at most 100)")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS));
    }

    @Test
    void what_is_old_is_removed_a_few_at_a_time_and_what_is_not_stays() {
        Instant now = Instant.now();
        Instant limit = now.minus(Duration.ofDays(7));
        List<ClaimId> old = new ArrayList<>();
        List<ClaimId> kept = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            for (Duration age : List.of(Duration.ofMillis(i), Duration.ofHours(i), Duration.ofDays(i))) {
                old.add(id(limit.minus(age)));
                kept.add(id(limit.plus(age.minusMillis(1))));
            }
        }
        old.forEach(id -> store.put(id, payload(100)));
        kept.forEach(id -> store.put(id, payload(100)));
        ClaimStore other = open();
        assertThat(store.expire(ClaimId.first(limit), 10)).isEqualTo(10);
        assertThat(other.expire(ClaimId.first(limit), 10)).isEqualTo(5);
        assertThat(store.expire(ClaimId.first(limit), 10)).isZero();
        assertThat(old).allSatisfy(id -> assertThat(store.get(id, 100)).isEmpty());
        assertThat(kept).allSatisfy(id -> assertThat(store.get(id, 100)).isPresent());
    }

    private Peer startPeer() {
        List<String> arguments = new ArrayList<>(List.of(store()));
        settings.forEach((setting, value) -> arguments.add(setting + "=" + value));
        Peer peer = Peer.start(ClaimPeerMain.class, PATIENCE, arguments);
        opened.push(peer);
        return peer;
    }

    @Test
    void two_processes_store_read_and_remove_side_by_side() {
        Instant now = Instant.now();
        Instant past = now.minus(Duration.ofDays(30));
        List<ClaimId> old = new ArrayList<>();
        for (int i = 0;
                i < 2 * ClaimPeerMain.COUNT;
                i++) { // before the others remove: nobody stores what is old already
            old.add(id(past));
            store.put(old.getLast(), payload(10));
        }
        Peer peer = startPeer();
        peer.await("open");
        List<ClaimId> own = new ArrayList<>();
        for (int i = 0; i < ClaimPeerMain.COUNT; i++) {
            ClaimId id = id(now);
            store.put(id, ClaimPeerMain.payload(id));
            own.add(id);
            store.expire(ClaimId.first(now.minus(Duration.ofDays(7))), 3);
        }
        List<String> theirs = peer.await("put ", ClaimPeerMain.COUNT);
        own.addAll(theirs.stream().map(ClaimId::new).toList());
        assertThat(own)
                .hasSize(2 * ClaimPeerMain.COUNT)
                .allSatisfy(id -> assertThat(store.get(id, MIB).orElseThrow()).isEqualTo(ClaimPeerMain.payload(id)));
        assertThat(old).allSatisfy(id -> assertThat(store.get(id, MIB)).isEmpty());
    }

    @Test
    void what_was_put_survives_the_death_of_the_process() {
        Peer peer = startPeer();
        peer.await("put ", 10);
        peer.kill(); // in the middle of others
        List<String> put = peer.await("put ", 10);
        assertThat(put).hasSizeGreaterThanOrEqualTo(10).allSatisfy(text -> {
            ClaimId id = new ClaimId(text);
            assertThat(store.get(id, MIB).orElseThrow()).isEqualTo(ClaimPeerMain.payload(id));
        });
        store.put(id(Instant.now()), payload(10));
    }
}
