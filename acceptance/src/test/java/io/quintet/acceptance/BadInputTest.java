package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.Contract;
import io.quintet.InvalidContractException;
import io.quintet.Notification;
import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.QuintetException;
import io.quintet.Requires;
import io.quintet.acceptance.kitchen.Kitchen;
import io.quintet.acceptance.kitchen.KitchenEvents;
import io.quintet.servers.Ports;
import io.quintet.spi.Guarantee;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who gets something wrong: an error that names the value and the expectation, and nothing lost. */
class BadInputTest {
    @TempDir
    Path directory;

    private final List<Quintet> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.reversed().forEach(Quintet::close);
    }

    private QuintetBuilder service(String name) {
        return Technology.SQL_AND_HTTP
                .configure(Quintet.builder().name(name), directory)
                .environment(Map.of());
    }

    private Quintet start(QuintetBuilder builder) {
        Quintet quintet = builder.build();
        started.add(quintet);
        return quintet;
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(directory.resolve("quintet.yaml"), text);
    }

    private QuintetBuilder from(Path file) {
        return Quintet.builder().configuration(file).environment(Map.of());
    }

    @Test
    void a_missing_configuration_file_is_named() {
        assertThatThrownBy(() -> from(directory.resolve("absent.yaml")).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(directory.resolve("absent.yaml") + ": not found");
    }

    @Test
    void a_malformed_configuration_file_is_refused_with_the_place() throws IOException {
        assertThatThrownBy(() ->
                        from(yaml("name: order-service\nhttp: {port: [\n")).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quintet.yaml: not a YAML document")
                .hasMessageContaining("line ");
    }

    @Test
    void an_unknown_setting_is_refused_and_the_known_ones_are_named() throws IOException {
        assertThatThrownBy(() -> from(yaml("name: order-service\nmessages: {shard: 4}\n"))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("messages.shard")
                .hasMessageContaining("messages.shards");
        assertThatThrownBy(() ->
                        from(yaml("name: order-service\nhttq: {port: 1}\n")).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("httq.port");
    }

    @Test
    void an_unknown_transport_is_refused_and_those_on_the_class_path_are_named() throws IOException {
        assertThatThrownBy(() -> from(yaml("name: order-service\ntransports: {messages: kafak}\n"))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("transports.messages: \"kafak\" (expected: one of grpc, http,"
                        + " kafka, memory, rabbitmq, sql, sqs, zeromq, the transports on the class path)");
    }

    @Test
    void a_transport_that_lacks_a_guarantee_is_refused_and_those_that_have_it_are_named() {
        Quintet quintet = start(service("kitchen-service").set("transports.messages", "http"));
        assertThatThrownBy(() -> quintet.client(KitchenEvents.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kitchen-events.courierWanted")
                .hasMessageContaining("transport http")
                .hasMessageContaining("EVERY_GROUP")
                .hasMessageContaining(
                        "these do: kafka, memory, rabbitmq, sql on PostgreSQL, sql on SQLite, sqs, zeromq");
    }

    @Contract("ledger")
    public interface Ledger {
        @Notification
        @Requires(Guarantee.DURABLE)
        void booked(Booked notification);

        record Booked(String id) {}
    }

    @Test
    void a_guarantee_that_the_contract_asks_for_by_name_is_checked_too() {
        Quintet quintet = start(service("ledger-service").transport("memory"));
        assertThatThrownBy(() -> quintet.client(Ledger.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ledger.booked")
                .hasMessageContaining("lacks DURABLE")
                .hasMessageContaining("these do: kafka, rabbitmq, sql on PostgreSQL, sql on SQLite, sqs");
    }

    @Contract("wrong")
    public interface Wrong {
        @Notification
        String told(Ledger.Booked notification);
    }

    @Test
    void a_contract_that_contradicts_itself_is_refused_with_the_method_and_the_mend() {
        Quintet quintet = start(service("wrong-service"));
        assertThatThrownBy(() -> quintet.client(Wrong.class))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("Wrong.told")
                .hasMessageContaining("(mend: return void, or make it a @RequestResponse)");
    }

    @Test
    void a_port_in_use_is_named() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            QuintetBuilder builder =
                    service("kitchen-service").set("http.port", Integer.toString(taken.getLocalPort()));
            Quintet quintet = start(builder);
            assertThatThrownBy(() -> quintet.serve(Kitchen.class, new FiveStylesTest.Cook()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("http.port");
        }
    }

    @Test
    void a_directory_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        Quintet quintet = start(service("kitchen-service")
                .set("sql.directory", file.resolve("sub").toString()));
        assertThatThrownBy(() -> quintet.client(KitchenEvents.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_as_it_is() throws IOException {
        Path channels = Files.createDirectories(directory.resolve("channels"));
        String text = "these are somebody's notes, not a database, and long enough to be taken for a header of one"
                .repeat(20);
        Files.writeString(channels.resolve("messages.db"), text);
        Quintet quintet = start(service("kitchen-service"));
        assertThatThrownBy(() -> quintet.client(KitchenEvents.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("messages.db");
        assertThat(channels.resolve("messages.db")).hasContent(text);
    }

    @Test
    void somebody_elses_database_is_refused_and_left_as_it_is() throws IOException, SQLException {
        Path channels = Files.createDirectories(directory.resolve("channels"));
        String url = "jdbc:sqlite:" + channels.resolve("messages.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER)");
            statement.executeUpdate("INSERT INTO accounts VALUES (1, 100)");
        }
        byte[] before = Files.readAllBytes(channels.resolve("messages.db"));
        Quintet quintet = start(service("kitchen-service"));
        assertThatThrownBy(() -> quintet.client(KitchenEvents.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("messages.db");
        assertThat(Files.readAllBytes(channels.resolve("messages.db"))).isEqualTo(before);
    }

    @Test
    void a_peer_that_is_down_is_an_unavailable_with_the_contract_in_its_message() {
        Quintet kitchen = start(service("kitchen-service"));
        kitchen.serve(Kitchen.class, new FiveStylesTest.Cook());
        Kitchen client = start(service("order-service")).client(Kitchen.class);
        kitchen.close();
        assertThatThrownBy(() -> client.findTicket(new Kitchen.FindTicket("t1")))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(e.retrySafe()).isTrue();
                    assertThat(e.fromPeer()).isFalse();
                })
                .hasMessageContaining("kitchen");
    }

    @Test
    void a_handler_that_throws_is_an_internal_error_without_its_secrets() {
        start(service("kitchen-service")).serve(Kitchen.class, new FiveStylesTest.Cook() {
            @Override
            public Ticket findTicket(FindTicket query) {
                throw new IllegalStateException("password of the kitchen is 1234");
            }
        });
        Kitchen client = start(service("order-service")).client(Kitchen.class);
        assertThatThrownBy(() -> client.findTicket(new Kitchen.FindTicket("t1")))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.INTERNAL);
                    assertThat(e.fromPeer()).isTrue();
                    assertThat(e.retrySafe()).isFalse();
                })
                .hasMessageContaining("kitchen.findTicket")
                .hasMessageNotContaining("1234");
    }

    @Test
    void a_json_body_with_a_wrong_type_is_a_400_with_the_pointer_of_the_field() throws Exception {
        int port = servedPort(service("kitchen-service"));
        String answer = post(port, "{\"orderId\":\"o1\",\"items\":[{\"dish\":\"soup\",\"quantity\":\"many\"}]}");
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .contains("/items/0/quantity")
                .contains("many")
                .contains("expected: an integer");
    }

    @Test
    void a_body_over_the_limit_is_a_413_that_names_the_limit() throws Exception {
        int port = servedPort(service("kitchen-service").set("http.max-body", "1KiB"));
        assertThat(post(port, "{\"orderId\":\"" + "x".repeat(2000) + "\",\"items\":[]}"))
                .startsWith("HTTP/1.1 413 ")
                .contains("1024");
        assertThat(post(port, "{\"orderId\":\"o1\",\"items\":[]}")).startsWith("HTTP/1.1 201 ");
    }

    private int servedPort(QuintetBuilder builder) {
        int port = Ports.free();
        start(builder.set("http.port", Integer.toString(port))).serve(Kitchen.class, new FiveStylesTest.Cook());
        return port;
    }

    /** As a client that is not ours: bytes in, bytes out. */
    private static String post(int port, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write(("POST /tickets HTTP/1.1\r\n"
                                    + "Host: localhost\r\n"
                                    + "Content-Type: application/json\r\n"
                                    + "Connection: close\r\n"
                                    + "Content-Length:"
                                    + " " + bytes.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
