package io.quintet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.claim.file.FileClaimStoreProvider;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.payload.GzipCompressor;
import io.quintet.payload.PayloadSettings;
import io.quintet.payload.Payloads;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.Compressor;
import io.quintet.spi.DeadLetters.Filter;
import io.quintet.spi.DeadLetters.Order;
import io.quintet.spi.DeadLetters.Page;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import io.quintet.transport.sql.SqlTransportProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against a store with real dead letters. */
@Timeout(60)
final class DlqCommandTest {
    private static final Channel KITCHEN = new Channel("kitchen", Channel.Kind.POINT_TO_POINT, 1);

    @TempDir
    private Path temporary;

    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<Message> handled = new LinkedBlockingQueue<>();
    private MessageTransport transport;

    @BeforeEach
    void give_up_three_messages() throws Exception {
        directory = temporary.resolve("store");
        transport = new SqlTransportProvider()
                .create(new ServiceContext(
                        "kitchen-service",
                        "kitchen-service-1",
                        new SettingsSource()
                                .code(Map.of("directory", directory.toString()))
                                .settings(),
                        Clock.systemUTC(),
                        scheduler));
        BlockingQueue<String> given = new LinkedBlockingQueue<>();
        Subscription subscription = transport.subscribe(KITCHEN, "kitchen-service", 10, delivery -> {
            if (delivery.attempt() == 1) {
                delivery.retry(Duration.ofMillis(1), new IllegalStateException("the oven is cold"));
            } else {
                delivery.reject(new IllegalArgumentException("the oven is\nbroken"));
                given.add(delivery.message().id());
            }
        });
        var receipts = transport.send(
                KITCHEN,
                List.of(
                        message(
                                "m1",
                                "{\"dish\":\"soup\",\"price\":1.10,\"with\":[]}".getBytes(StandardCharsets.UTF_8)),
                        message("m2", new byte[] {0, 1, (byte) 0xff}),
                        message("m3", "plain".getBytes(StandardCharsets.UTF_8))));
        assertThat(receipts.get(20, TimeUnit.SECONDS)).allMatch(Receipt.Accepted.class::isInstance);
        for (int i = 0; i < 3; i++) {
            assertThat(given.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
        subscription.drain(Duration.ofSeconds(10));
        subscription.close();
    }

    private static Message message(String id, byte[] payload) {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, id)
                .set(HeaderNames.TYPE, "kitchen.createTicket")
                .set(HeaderNames.KEY, "o-17")
                .set(HeaderNames.CONTENT_TYPE, "application/json")
                .set("note", "red\u001b[31m alert")
                .build();
        return new Message(headers, payload);
    }

    @AfterEach
    void end() {
        transport.close();
        scheduler.shutdownNow();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine()
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int dlq(String command, String... more) {
        String[] all = new String[4 + more.length];
        all[0] = "dlq";
        all[1] = command;
        all[2] = "--directory";
        all[3] = directory.toString();
        System.arraycopy(more, 0, all, 4, more.length);
        return run(all);
    }

    private String id(String messageId) {
        return transport.deadLetters().orElseThrow().list(Filter.ALL, Page.first(Order.OLDEST_FIRST, 100)).stream()
                .filter(letter -> letter.message().id().equals(messageId))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void handleAll() {
        transport.subscribe(KITCHEN, "kitchen-service", 10, delivery -> {
            handled.add(delivery.message());
            delivery.ack();
        });
    }

    @Test
    void list_shows_the_newest_first_in_columns() {
        assertThat(dlq("list")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.getFirst()).matches("ID +CHANNEL +GROUP +WHEN +ATTEMPTS +TYPE +KEY +ERROR");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1))
                .matches(" *" + id("m3")
                        + "  kitchen +kitchen-service +\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ +2 "
                        + " kitchen.createTicket +o-17  java.lang.IllegalArgumentException: the oven is broken");
    }

    @Test
    void list_says_how_many_more_there_are() {
        assertThat(dlq("list", "--limit", "2", "--oldest-first")).isZero();
        assertThat(out.toString().lines().toList().get(1).strip()).startsWith(id("m1") + " ");
        assertThat(out.toString()).endsWith("2 of 3; --limit shows more\n");
    }

    @Test
    void list_shows_those_of_a_channel_and_group_only() {
        assertThat(dlq("list", "--channel", "kitchen", "--group", "other")).isZero();
        assertThat(out.toString().strip()).isEqualTo("no dead letters");
    }

    @Test
    void list_prints_json() {
        assertThat(dlq("list", "--json", "--limit", "1")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " ").strip())
                .matches("\\[ \\{ \"id\" ?: ?\"" + id("m3") + "\", \"channel\" ?: ?\"kitchen\", \"group\" ?: ?"
                        + "\"kitchen-service\", \"at\" ?: ?\"[^\"]+\", \"attempts\" ?: ?2, \"messageId\" ?: ?\"m3\","
                        + " \"type\" ?: ?\"kitchen.createTicket\", \"key\" ?: ?\"o-17\", \"error\" ?: ?"
                        + "\"java.lang.IllegalArgumentException: the oven is broken\", \"payloadBytes\" ?: ?5 } \\]");
        assertThat(dlq("list", "--json", "--group", "other")).isZero();
        assertThat(out.toString().replaceAll("\\s", "")).isEqualTo("[]");
    }

    @Test
    void show_prints_headers_attempts_exception_and_payload() {
        assertThat(dlq("show", id("m1"))).isZero();
        assertThat(out.toString())
                .contains("Dead letter " + id("m1") + " of group kitchen-service on channel kitchen, given up at ")
                .containsPattern("partitionkey +o-17")
                .containsPattern("1 +\\S+Z +kitchen-service-1 +java.lang.IllegalStateException: the oven is cold")
                .containsPattern("2 +\\S+Z +kitchen-service-1 +java.lang.IllegalArgumentException: the oven is broken")
                .contains("  java.lang.IllegalArgumentException: the oven is\n  broken\n  \tat ")
                .contains("  {\n    \"dish\": \"soup\",\n    \"price\": 1.10,\n    \"with\": []\n  }\n");
    }

    /** A dead letter whose payload is in a store, named by a configuration. */
    private Path configured(byte[] payload) throws Exception {
        Path claims = temporary.resolve("claims");
        Path file = Files.writeString(
                temporary.resolve("packed.yaml"),
                "name: kitchen\nsql:\n  directory: " + directory + "\nclaims:\n  store: file\n  threshold: 10\n"
                        + "messages:\n  compression: gzip\n  compression-threshold: 10\nfile:\n  directory: " + claims
                        + "\n");
        Settings settings = new SettingsSource().file(file).settings();
        ClaimStore store = new FileClaimStoreProvider()
                .create(new ServiceContext("test", "test-1", settings.section("file"), Clock.systemUTC(), scheduler));
        Map<String, Compressor> gzip = Map.of("gzip", new GzipCompressor());
        try (Payloads payloads = new Payloads(PayloadSettings.of(settings), gzip, store, Clock.systemUTC())) {
            Message packed = payloads.over(transport).pack(message("packed", payload));
            BlockingQueue<String> given = new LinkedBlockingQueue<>();
            Subscription subscription = transport.subscribe(KITCHEN, "kitchen-service", 10, delivery -> {
                delivery.reject(new IllegalArgumentException("the oven is broken"));
                given.add(delivery.message().id());
            });
            assertThat(transport.send(KITCHEN, List.of(packed)).get(20, TimeUnit.SECONDS))
                    .allMatch(Receipt.Accepted.class::isInstance);
            assertThat(given.poll(20, TimeUnit.SECONDS)).isEqualTo("packed");
            subscription.drain(Duration.ofSeconds(10));
            subscription.close();
        }
        return file;
    }

    @Test
    void show_fetches_a_payload_from_the_store_that_the_configuration_names() throws Exception {
        byte[] payload = "{\"dish\":\"%s\"}".formatted("soup ".repeat(20)).getBytes(StandardCharsets.UTF_8);
        Path file = configured(payload);
        assertThat(run("dlq", "show", id("packed"), "--config", file.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("Payload, " + payload.length + " bytes")
                .contains("\"dish\": \"soup soup")
                .containsPattern("dataref +claim:file/");
        assertThat(dlq("show", id("packed"))).isZero();
        assertThat(out.toString()).contains("Payload, not to be had\n").contains("claims.store");
    }

    @Test
    void show_prints_no_control_characters_of_a_message() {
        assertThat(dlq("show", id("m1"))).isZero();
        assertThat(out.toString()).contains("red\uFFFD[31m alert").doesNotContain("\u001b");
    }

    @Test
    void show_prints_what_is_no_text_in_hexadecimal_digits() {
        assertThat(dlq("show", id("m2"))).isZero();
        assertThat(out.toString()).containsPattern("00000000  00 01 ff +\\.\\.\\.");
    }

    @Test
    void an_unknown_id_is_named_and_a_failure() {
        for (String command : List.of("show", "replay", "drop")) {
            assertThat(dlq(command, "4711")).isEqualTo(1);
            assertThat(err.toString().strip())
                    .isEqualTo("quintet: dead letter 4711: unknown (expected: ids that quintet dlq list shows)");
        }
    }

    @Test
    void replay_delivers_again_what_is_known_and_names_what_is_not() throws Exception {
        handleAll();
        String known = id("m2");
        assertThat(dlq("replay", "4711", known, "x")).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("replayed " + known + "\n");
        assertThat(err.toString()).contains("dead letters 4711, x: unknown");
        Message again = handled.poll(20, TimeUnit.SECONDS);
        assertThat(again).isNotNull();
        assertThat(again.id()).isEqualTo("m2");
        assertThat(dlq("show", known)).isEqualTo(1);
    }

    @Test
    void replay_all_delivers_in_order() throws Exception {
        handleAll();
        assertThat(dlq("replay", "--all", "--channel", "kitchen")).isZero();
        assertThat(out.toString()).isEqualTo("replayed 3\n");
        for (String id : List.of("m1", "m2", "m3")) {
            Message again = handled.poll(20, TimeUnit.SECONDS);
            assertThat(again).isNotNull();
            assertThat(again.id()).isEqualTo(id);
        }
        assertThat(dlq("replay", "--all")).isZero();
        assertThat(out.toString()).isEqualTo("no dead letters\n");
    }

    @Test
    void drop_all_asks_first() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("n\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(dlq("drop", "--all")).isEqualTo(1);
            assertThat(out.toString())
                    .containsPattern("kitchen +kitchen-service +3")
                    .contains("[y/N]");
            assertThat(err.toString()).contains("nothing was dropped (expected: y as the answer, or --yes)");
            System.setIn(InputStream.nullInputStream());
            assertThat(dlq("drop", "--all")).isEqualTo(1);
            System.setIn(new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(dlq("drop", "--all")).isZero();
            assertThat(out.toString()).endsWith("dropped 3\n");
        } finally {
            System.setIn(before);
        }
        assertThat(dlq("list")).isZero();
        assertThat(out.toString()).isEqualTo("no dead letters\n");
    }

    /** Says yes once a message more was given up. */
    private InputStream yesAfterOneMore(String id) {
        byte[] yes = "y\n".getBytes(StandardCharsets.UTF_8);
        return new ByteArrayInputStream(yes) {
            @Override
            public synchronized int read(byte[] into, int from, int most) {
                if (pos == 0) {
                    giveUp(id);
                }
                return super.read(into, from, most);
            }
        };
    }

    private void giveUp(String id) {
        BlockingQueue<String> given = new LinkedBlockingQueue<>();
        Subscription subscription = transport.subscribe(KITCHEN, "kitchen-service", 10, delivery -> {
            delivery.reject(new IllegalArgumentException("the oven is broken"));
            given.add(delivery.message().id());
        });
        try {
            transport.send(KITCHEN, List.of(message(id, new byte[1]))).get(20, TimeUnit.SECONDS);
            assertThat(given.poll(20, TimeUnit.SECONDS)).isEqualTo(id);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } finally {
            subscription.drain(Duration.ofSeconds(10));
            subscription.close();
        }
    }

    @Test
    void drop_all_leaves_what_was_given_up_after_the_question() {
        InputStream before = System.in;
        try {
            System.setIn(yesAfterOneMore("m4"));
            assertThat(dlq("drop", "--all")).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).endsWith("dropped 3\n");
        assertThat(dlq("list", "--json")).isZero();
        assertThat(out.toString()).contains("\"m4\"").doesNotContain("\"m3\"");
    }

    @Test
    void drop_removes_the_named_ones_and_with_yes_all_without_a_question() {
        String first = id("m1");
        assertThat(dlq("drop", first)).isZero();
        assertThat(out.toString()).isEqualTo("dropped " + first + "\n");
        assertThat(dlq("drop", "--all", "--yes")).isZero();
        assertThat(out.toString()).isEqualTo("dropped 2\n");
    }

    @Test
    void what_contradicts_itself_is_wrong_usage() {
        assertThat(dlq("replay")).isEqualTo(2);
        assertThat(err.toString()).contains("no dead letter named (expected: ids, or --all)");
        assertThat(dlq("drop", "1", "--all")).isEqualTo(2);
        assertThat(dlq("drop", "1", "--channel", "kitchen")).isEqualTo(2);
        assertThat(dlq("list", "--limit", "0")).isEqualTo(2);
        assertThat(dlq("list", "--url", "jdbc:postgresql://localhost/x")).isEqualTo(2);
        assertThat(run("dlq")).isEqualTo(2);
        assertThat(err.toString()).contains("no command (expected one of:", "list", "replay");
    }

    @Test
    void a_store_can_be_named_by_the_configuration_of_a_service() throws Exception {
        Path file = temporary.resolve("quintet.yaml");
        Files.writeString(file, "name: kitchen-service\nsql:\n  directory: " + directory + "\n");
        assertThat(run("dlq", "list", "--config", file.toString())).isZero();
        assertThat(out.toString().lines()).hasSize(4);
    }

    @Test
    void a_mistyped_directory_is_refused_and_not_made() {
        Path typo = temporary.resolve("stroe");
        assertThat(run("dlq", "list", "--directory", typo.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("quintet: " + typo + ": no store of the sql transport (expected: ");
        assertThat(typo).doesNotExist();
    }

    @Test
    void a_transport_that_shows_no_dead_letters_is_refused_with_those_that_do() {
        assertThat(dlq("list", "--transport", "memory")).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("quintet: transport memory: keeps no dead letters that another process could see (expected:"
                        + " one of: kafka, rabbitmq, sql, sqs)");
        assertThat(dlq("list", "--transport", "carrier-pigeon")).isEqualTo(1);
        assertThat(err.toString())
                .contains("transport carrier-pigeon: not on the class path (expected: one of: kafka, rabbitmq, sql,"
                        + " sqs)");
    }

    @Test
    void a_directory_is_refused_beside_a_transport_that_has_none() {
        assertThat(dlq("list", "--transport", "kafka")).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("quintet: --directory or --url: given (expected: with the transport sql; where that of kafka"
                        + " is, --config says, or a QUINTET_ variable)");
    }

    @Test
    void help_has_examples() {
        assertThat(run("dlq", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "quintet dlq show 17");
        for (String command : List.of("list", "show", "replay", "drop")) {
            assertThat(run("dlq", command, "--help")).isZero();
            assertThat(out.toString()).contains("Usage: quintet dlq " + command, "Examples:", "--directory");
        }
    }
}
