package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Quintet;
import io.quintet.Transaction;
import io.quintet.acceptance.kitchen.Kitchen;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.MessageTransport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A handler that fails again and again, the dead letter, and its replay once the handler was mended. */
@Timeout(60)
class DeadLetterTest {
    @TempDir
    Path directory;

    private final List<Quintet> started = new ArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<Integer> handled = new LinkedBlockingQueue<>();
    private volatile boolean mended;
    private String url = "";
    private MessageTransport operator;

    @BeforeEach
    void prepare() throws SQLException {
        url = "jdbc:sqlite:" + directory.resolve("kitchen.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE reminders (ticket TEXT, number INTEGER)");
        }
        Quintet kitchen = Technology.SQL_AND_HTTP
                .configure(Quintet.builder().name("kitchen-service"), directory)
                .set("database.url", url)
                .set("messages.attempts", "3")
                .set("messages.first-backoff", "1ms")
                .build();
        started.add(kitchen);
        kitchen.serve(Kitchen.class, new FiveStylesTest.Cook() {
            @Override
            public void pickupReminder(Reminder notification) {
                remember(notification);
                if (notification.number() == 1 && !mended) {
                    throw new IllegalStateException("the bell is broken");
                }
                handled.add(notification.number());
            }
        });
        operator = ClaimFixture.operator(directory.resolve("channels"), scheduler);
    }

    @AfterEach
    void stop() {
        operator.close();
        started.reversed().forEach(Quintet::close);
        scheduler.shutdownNow();
    }

    private static void remember(Kitchen.Reminder reminder) {
        try (PreparedStatement insert =
                Transaction.current().connection().prepareStatement("INSERT INTO reminders VALUES (?, ?)")) {
            insert.setString(1, reminder.ticketId());
            insert.setInt(2, reminder.number());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All of one key: each is handled when those before are settled. */
    private void send(int number) {
        Quintet order = Technology.SQL_AND_HTTP
                .configure(Quintet.builder().name("order"), directory)
                .build();
        started.add(order);
        order.client(Kitchen.class).pickupReminder(new Kitchen.Reminder("t1", number));
    }

    private int count(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getInt(1);
        }
    }

    @Test
    void what_was_given_up_takes_effect_once_when_it_is_replayed_however_often() throws Exception {
        DeadLetters letters = operator.deadLetters().orElseThrow();
        send(1);
        send(2);
        assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
        DeadLetter letter = letters.list(
                        DeadLetters.Filter.ALL, DeadLetters.Page.first(DeadLetters.Order.NEWEST_FIRST, 10))
                .getFirst();
        assertThat(letter.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
        assertThat(letter.attempts())
                .extracting(Attempt::error)
                .containsOnly("java.lang.IllegalStateException: the bell is broken");
        assertThat(letter.message().header(HeaderNames.TYPE)).isEqualTo("kitchen.pickupReminder");

        mended = true;
        assertThat(letters.replay(letter.id())).isTrue();
        assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(letters.find(letter.id())).isEmpty();

        // the crash between sending the replay and removing the dead letter: it is replayed a second time
        Message again = new Message(
                letter.message().headers().with(HeaderNames.REPLAY_FOR, letter.group()),
                letter.message().payload());
        operator.send(new Channel(letter.channel(), Channel.Kind.POINT_TO_POINT, 8), List.of(again))
                .get(20, TimeUnit.SECONDS);
        send(3);
        assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo(3);
        started.removeFirst().close(); // waits for the commit
        assertThat(count("reminders")).isEqualTo(3);
        assertThat(count("PROCESSED_MESSAGES")).isEqualTo(3);
    }
}
