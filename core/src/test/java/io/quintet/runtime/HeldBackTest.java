package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.Contract;
import io.quintet.Due;
import io.quintet.Notification;
import io.quintet.config.SettingsSource;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Notifications and events that are held back until they are due, on a clock that a test sets. */
@Timeout(30)
final class HeldBackTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Contract("alarm")
    public interface Alarm {
        record Ring(String room) implements Serializable {}

        @Notification
        void ring(Ring ring);

        @Notification(expires = "1m")
        void ringWhileOfUse(Ring ring);
    }

    public static final class Bell {
        private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();

        public void ring(Alarm.Ring ring) {
            rung.add(ring.room());
        }

        public void ringWhileOfUse(Alarm.Ring ring) {
            rung.add("in time: " + ring.room());
        }

        private String next() throws InterruptedException {
            String next = rung.poll(10, TimeUnit.SECONDS);
            return next == null ? "nothing" : next;
        }
    }

    private static final class Time extends Clock {
        private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("a clock of this kind has one zone");
        }
    }

    private final Time time = new Time();
    private final Bell bell = new Bell();
    private final QuintetRuntime quintet = runtime("memory");

    private QuintetRuntime runtime(String messages) {
        return new QuintetRuntime(
                new SettingsSource()
                        .code(Map.of(
                                "name", "hotel",
                                "codec", "serialized",
                                "transports.calls", "memory",
                                "transports.messages", messages,
                                "memory.broker", UUID.randomUUID().toString(),
                                "messages.shards", "1"))
                        .settings(),
                time,
                null);
    }

    @AfterEach
    void end() {
        quintet.close();
    }

    @Test
    void a_notification_is_handled_when_the_delay_is_over_and_not_before() throws Exception {
        quintet.serve(Alarm.class, bell);
        quintet.client(Alarm.class, Due.in(HOUR)).ring(new Alarm.Ring("later"));
        time.pass(HOUR.minusMillis(1));
        quintet.client(Alarm.class).ring(new Alarm.Ring("at once"));
        assertThat(bell.next()).isEqualTo("at once");
        time.pass(Duration.ofMillis(1));

        assertThat(bell.next()).isEqualTo("later");
    }

    @Test
    void a_moment_orders_notifications_and_one_that_has_passed_is_at_once() throws Exception {
        quintet.serve(Alarm.class, bell);
        Instant start = time.instant();
        quintet.client(Alarm.class, Due.at(start.plus(HOUR.multipliedBy(2)))).ring(new Alarm.Ring("second"));
        quintet.client(Alarm.class, Due.at(start.plus(HOUR))).ring(new Alarm.Ring("first"));
        quintet.client(Alarm.class, Due.at(start)).ring(new Alarm.Ring("at once"));
        quintet.client(Alarm.class, Due.in(Duration.ZERO)).ring(new Alarm.Ring("also at once"));
        // without a key they are handled side by side
        assertThat(List.of(bell.next(), bell.next())).containsExactlyInAnyOrder("at once", "also at once");
        time.pass(HOUR);
        assertThat(bell.next()).isEqualTo("first");
        time.pass(HOUR);
        assertThat(bell.next()).isEqualTo("second");
    }

    @Test
    void the_delay_counts_from_each_call_not_from_the_making_of_the_client() throws Exception {
        quintet.serve(Alarm.class, bell);
        Alarm inAnHour = quintet.client(Alarm.class, Due.in(HOUR));
        time.pass(HOUR);
        inAnHour.ring(new Alarm.Ring("in an hour"));
        quintet.client(Alarm.class).ring(new Alarm.Ring("now"));
        assertThat(bell.next()).isEqualTo("now");
        time.pass(HOUR);

        assertThat(bell.next()).isEqualTo("in an hour");
    }

    @Test
    void an_expiry_counts_from_when_the_notification_is_due() throws Exception {
        quintet.serve(Alarm.class, bell);
        quintet.client(Alarm.class, Due.in(HOUR)).ringWhileOfUse(new Alarm.Ring("room 1"));
        time.pass(HOUR.plusSeconds(59));
        assertThat(bell.next()).isEqualTo("in time: room 1");
    }

    @Test
    void what_nobody_took_until_it_expired_is_skipped() throws Exception {
        quintet.client(Alarm.class, Due.in(HOUR)).ringWhileOfUse(new Alarm.Ring("room 1"));
        time.pass(HOUR.plusSeconds(61));
        quintet.client(Alarm.class, Due.at(time.instant())).ring(new Alarm.Ring("room 2"));
        quintet.serve(Alarm.class, bell);

        assertThat(bell.next()).isEqualTo("room 2");
    }

    @Test
    void what_has_a_response_is_refused_when_it_is_called() {
        Shop shop = quintet.client(Shop.class, Due.in(HOUR));

        assertThatThrownBy(() -> shop.find(new Shop.Ask("a", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("shop.find: cannot be held back, for it has a response"
                        + " (expected: a notification or an event over a transport that carries messages)");
        assertThatThrownBy(() -> shop.order(new Shop.Ask("a", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("shop.order: cannot be held back");
        assertThatThrownBy(() -> shop.wanted(new Shop.Ask("a", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("shop.wanted: cannot be held back");
    }

    @Test
    void a_transport_that_cannot_delay_is_refused_before_anything_is_sent() {
        try (QuintetRuntime wired = runtime(CallsOnlyProvider.NAME)) {
            assertThatThrownBy(() -> wired.client(Alarm.class, Due.in(HOUR)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("alarm.ring (NOTIFICATION): transport wire, from transports.messages, lacks DELAY"
                            + " (expected: a transport that holds messages back for a time); these do: memory");
            assertThat(wired.client(Alarm.class))
                    .as("without a delay it will do")
                    .isNotNull();
        }
    }
}
