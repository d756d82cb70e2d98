package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.transport.sql.server.PostgresServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PostgresSettingsTest {
    private static final String SECRET = "s3cret-word";

    private final PostgresServer server = PostgresServer.shared();
    private final TestDatabase store = TestDatabase.postgres();

    private static Map<String, String> with(Map<String, String> settings, String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /** The transport, the registry and the service's own database all say so. */
    private void refused(String[] changes, String... words) {
        List<ThrowingCallable> starts = List.of(
                () -> new SqlMessageTransport(context("i", store.settings(changes))).close(),
                () -> new SqlRegistryProvider()
                        .create(context("i", store.settings(changes)))
                        .close(),
                () -> Fixtures.serviceDatabase(with(store.serviceSettings(), changes))
                        .close());
        for (ThrowingCallable start : starts) {
            assertThatThrownBy(start)
                    .isInstanceOf(ConfigurationException.class)
                    .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain(SECRET));
        }
    }

    @Test
    void a_server_that_cannot_be_reached_is_refused() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + free + "/orders";
        refused(
                new String[] {"url", url + "?password=" + SECRET},
                url + ": no connection (expected: a PostgreSQL server there)");
    }

    @Test
    void a_database_that_does_not_exist_is_refused() {
        refused(
                new String[] {"url", server.url("nowhere")},
                "/nowhere: login refused (expected: an existing database",
                "\"nowhere\" does not exist");
    }

    @Test
    void a_wrong_user_or_password_is_refused_without_showing_it() {
        refused(
                new String[] {"user", "nobody", "password", SECRET},
                "login refused (expected: an existing database, and a user and password for it)");
    }

    @Test
    void a_user_without_the_right_to_make_tables_is_refused() {
        store.executeOnService("DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN");
        refused(
                new String[] {"user", "reader", "schema", "not_made"},
                "not allowed (expected: a user who may create and write Quintet's tables)");
    }

    @Test
    void a_schema_with_tables_of_another_application_is_refused_and_left_alone() {
        store.executeOnService("CREATE TABLE store(name TEXT)", "INSERT INTO store VALUES ('Ada')");
        assertThatThrownBy(() -> store.transport().close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the tables of another application (expected: Quintet, schema version 3");
        assertThat(store.service("SELECT name FROM store")).containsExactly("Ada");
    }

    @Test
    void a_foreign_outbox_is_refused() {
        store.executeOnService("CREATE TABLE OUTBOX(mail TEXT)");
        assertThatThrownBy(
                        () -> Fixtures.serviceDatabase(store.serviceSettings()).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("OUTBOX");
    }

    @Test
    void a_directory_beside_a_url_is_refused(@TempDir Path directory) {
        assertThatThrownBy(
                        () -> store.transport("directory", directory.toString()).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("directory")
                .hasMessageContaining("expected: no directory where url names a server");
    }

    @Test
    void a_url_of_another_database_or_a_wrong_schema_is_refused() {
        assertThatThrownBy(
                        () -> store.transport("url", "jdbc:mysql://h/" + SECRET).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("expected: jdbc:postgresql://host:port/database")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> store.transport("schema", "Robert'; DROP").close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("schema")
                .hasMessageContaining("expected: lower-case letters");
    }

    @Test
    void commits_are_durable_where_they_must_be_whatever_the_servers_default() throws Exception {
        store.executeOnService("ALTER ROLE postgres IN DATABASE postgres SET synchronous_commit TO off");
        try {
            SqlSettings settings = SqlSettings.of(context("i", store.settings()).settings());
            Connections connections = Connections.open(
                    new PostgresConnections(settings.schemaOn(settings.server().orElseThrow())));
            Map<Database, String> expected = Map.of(
                    connections.writing(), "on",
                    connections.catalog(), "on",
                    connections.dead(), "on",
                    connections.positions(), "on", // but for what is settled: see relax()
                    connections.keeping(), "off");
            expected.forEach((database, mode) ->
                    assertThat(database.text("SHOW synchronous_commit")).isEqualTo(mode));
            List.of(connections.reading(), connections.ownership()).forEach(Database::close);
            expected.keySet().forEach(Database::close);
            try (var database = Fixtures.serviceDatabase(store.serviceSettings())) {
                String mode = database.transact(() -> {
                    try (var rows = io.quintet.Transaction.current()
                            .connection()
                            .createStatement()
                            .executeQuery("SHOW synchronous_commit")) {
                        rows.next();
                        return rows.getString(1);
                    }
                });
                assertThat(mode).isEqualTo("on");
            }
        } finally {
            store.executeOnService("ALTER ROLE postgres IN DATABASE postgres RESET synchronous_commit");
        }
    }
}
