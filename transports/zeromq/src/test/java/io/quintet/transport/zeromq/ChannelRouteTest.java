package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.config.SettingsSource;
import io.quintet.spi.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of messages whose time is over; here time is what the test says it is. */
class ChannelRouteTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final ChannelRoute route = new ChannelRoute(
            "orders",
            ZeroMqSettings.of(
                    new SettingsSource().code(Map.of("remember", "1d")).settings()));
    private final Map<String, Receipt> told = new HashMap<>();

    private Sent send(String id, @Nullable String key, Duration patience) {
        Sent sent = new Sent(Town.message(id, key), new byte[0], patience.toNanos(), receipt -> told.put(id, receipt));
        route.send(sent);
        return sent;
    }

    @Test
    void all_whose_time_is_over_fail_at_once_and_no_others() {
        route.group("kitchen");
        for (int i = 0; i < 5; i++) {
            send("keyless" + i, null, Duration.ZERO);
            send("keyed" + i, "k" + i, Duration.ZERO);
        }
        send("patient", null, LONG);
        route.tick(System.nanoTime(), null);
        assertThat(told).hasSize(10).doesNotContainKey("patient");
    }

    @Test
    void what_came_back_waits_anew_and_keeps_no_other_from_failing() {
        route.group("kitchen");
        Sent cameBack = send("came-back", "a", LONG);
        Sent other = send("other", "b", LONG);
        cameBack.copies().getFirst().comesBack();
        route.tick(other.due(), null);
        assertThat(told).containsOnlyKeys("other");
        route.tick(cameBack.due(), null);
        assertThat(told).containsOnlyKeys("other", "came-back");
    }

    @Test
    void what_failed_behind_another_of_its_key_is_kept_for_no_other_group() {
        route.group("gone");
        Sent first = send("first", "k", Duration.ZERO);
        GroupRoute later = route.group("later");
        send("behind", "k", LONG);
        send("further-behind", "k", LONG);
        send("of-another-key", "l", LONG);
        route.tick(first.due(), null);
        assertThat(told).containsOnlyKeys("first", "behind", "further-behind");
        assertThat(later.takeAll()).extracting(copy -> copy.sent().id()).containsExactly("of-another-key");
    }

    @Test
    void what_may_have_reached_somebody_is_not_safe_to_send_again_whatever_ends_it() {
        List<Boolean> safe = new ArrayList<>();
        for (boolean sent : List.of(true, false)) {
            Sent one = send("m", "k", LONG);
            if (sent) {
                one.goes();
            }
            route.end(Code.UNAVAILABLE, "closed");
            safe.add(((Receipt.Failed) told.get("m")).error().retrySafe());
        }
        assertThat(safe).containsExactly(false, true);
    }

    @Test
    void a_channel_that_was_removed_keeps_nothing() {
        send("early", "k", LONG);
        GroupRoute kitchen = route.group("kitchen");
        send("keyed", "k", LONG);
        send("keyless", null, LONG);
        route.end(Code.FAILED_PRECONDITION, "removed");
        assertThat(told).containsOnlyKeys("early", "keyed", "keyless");
        assertThat(told.values())
                .allSatisfy(receipt ->
                        assertThat(((Receipt.Failed) receipt).error().code()).isEqualTo(Code.FAILED_PRECONDITION));
        assertThat(kitchen.takeAll()).isEmpty();
        assertThat(route.tick(System.nanoTime(), null)).as("of use").isTrue();
    }
}
