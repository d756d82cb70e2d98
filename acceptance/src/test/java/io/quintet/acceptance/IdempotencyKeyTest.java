package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.Quintet;
import io.quintet.RequestResponse;
import io.quintet.Transaction;
import io.quintet.servers.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that is not idempotent, and carries a key, takes effect once however often it is sent. */
class IdempotencyKeyTest {
    @TempDir
    Path directory;

    private final List<Quintet> started = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private String database = "";
    private int port;

    /** Takes money. */
    @Contract("accounting")
    public interface Accounting {
        @RequestResponse(idempotencyKey = true)
        Charged charge(Charge request) throws Broke;

        record Charge(String account, int cents) {}

        record Charged(int number) {}

        /** There is none. */
        final class Broke extends DomainException {
            private static final long serialVersionUID = 1L;

            public record Detail(String account) {}

            public Broke(Detail detail) {
                super(Code.FAILED_PRECONDITION, "no money on " + detail.account(), detail);
            }
        }
    }

    private final class Till implements Accounting {
        @Override
        public Charged charge(Charge request) throws Broke {
            int number = calls.incrementAndGet();
            try (Statement statement = Transaction.current().connection().createStatement()) {
                statement.executeUpdate("INSERT INTO charges VALUES (" + request.cents() + ")");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            if (request.account().equals("broke") && number == 1) {
                throw new Broke(new Broke.Detail(request.account()));
            }
            return new Charged(number);
        }
    }

    @BeforeEach
    void serve() throws Exception {
        database = "jdbc:sqlite:" + directory.resolve("accounting.db");
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE charges (cents INTEGER)");
        }
        port = Ports.free();
        Quintet service = Technology.SQL_AND_HTTP
                .configure(Quintet.builder().name("accounting"), directory)
                .set("database.url", database)
                .set("http.port", String.valueOf(port))
                .build();
        started.add(service);
        service.serve(Accounting.class, new Till());
    }

    @AfterEach
    void stop() {
        started.reversed().forEach(Quintet::close);
    }

    private int charges() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM charges")) {
            return rows.getInt(1);
        }
    }

    private HttpResponse<String> post(String account, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/accounting/charge"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"account\":\"" + account + "\",\"cents\":5}"));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void a_key_that_comes_again_gets_the_stored_response_and_a_new_one_a_new_effect() throws Exception {
        String first = post("a", "Idempotency-Key", "\"k-1\"").body();
        assertThat(first).isEqualTo("{\"number\":1}");
        assertThat(post("a", "Idempotency-Key", "\"k-1\"").body()).isEqualTo(first);
        assertThat(post("a", "Idempotency-Key", "k-1").body())
                .as("without quotes")
                .isEqualTo(first);
        assertThat(calls).hasValue(1);
        assertThat(charges()).isEqualTo(1);
        assertThat(post("a", "Idempotency-Key", "\"k-2\"").body()).isEqualTo("{\"number\":2}");
        assertThat(charges()).isEqualTo(2);
    }

    @Test
    void a_call_without_a_key_is_refused_and_says_what_is_missing() throws Exception {
        HttpResponse<String> response = post("a");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("Idempotency-Key: absent (expected: 1 to 255 characters");
        assertThat(post("a", "Idempotency-Key", "x".repeat(256)).statusCode()).isEqualTo(400);
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_failure_leaves_no_effect_and_the_key_may_be_tried_again() throws Exception {
        assertThat(post("broke", "Idempotency-Key", "k").statusCode()).isEqualTo(412);
        assertThat(charges()).isZero();
        assertThat(post("broke", "Idempotency-Key", "k").body()).isEqualTo("{\"number\":2}");
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void each_call_of_a_client_has_a_key_of_its_own() throws Exception {
        Quintet client = Technology.SQL_AND_HTTP
                .configure(Quintet.builder().name("shop"), directory)
                .build();
        started.add(client);
        Accounting accounting = client.client(Accounting.class);
        assertThat(accounting.charge(new Accounting.Charge("a", 1))).isEqualTo(new Accounting.Charged(1));
        assertThat(accounting.charge(new Accounting.Charge("a", 1))).isEqualTo(new Accounting.Charged(2));
        assertThat(charges()).isEqualTo(2);
    }

    @Test
    void a_service_without_a_database_of_its_own_cannot_serve_it() {
        Quintet forgetful = Technology.SQL_AND_HTTP
                .configure(Quintet.builder().name("forgetful"), directory)
                .build();
        started.add(forgetful);
        assertThatThrownBy(() -> forgetful.serve(Accounting.class, new Till()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("database.url: not set (expected: the service's own database")
                .hasMessageContaining("accounting.charge asks for an idempotency key");
    }
}
