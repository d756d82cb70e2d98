package io.quintet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    private Path directory;

    @Test
    void flattens_sections_to_dotted_names() throws IOException {
        Settings settings = file("name: orders\nhttp:\n  port: 8080\n  limits: {max-body: 1MiB}\nempty:\n");

        assertThat(settings.names()).containsExactly("http.limits.max-body", "http.port", "name");
        assertThat(settings.section("http").integer("port", 1, 0, 65535)).isEqualTo(8080);
        assertThat(settings.section("http").section("limits").bytes("max-body", 1, 1, 1 << 30))
                .isEqualTo(1 << 20);
    }

    @Test
    void gives_defaults_for_what_is_not_set() {
        Settings settings = code(Map.of());

        assertThat(settings.text("a", "b")).isEqualTo("b");
        assertThat(settings.integer("a", 3, 1, 9)).isEqualTo(3);
        assertThat(settings.flag("a", true)).isTrue();
        assertThat(settings.duration("a", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
        assertThat(settings.bytes("a", 5, 1, 9)).isEqualTo(5);
    }

    @Test
    void an_empty_file_sets_nothing() throws IOException {
        assertThat(file("# nothing\n").names()).isEmpty();
    }

    @Test
    void refuses_a_missing_file() {
        Path missing = directory.resolve("quintet.yaml");

        refused(() -> new SettingsSource().file(missing), missing + ": not found (expected: a YAML file");
    }

    @Test
    void refuses_malformed_yaml_with_the_place_and_without_the_secret_beside_it() {
        assertThatThrownBy(() -> file("name: orders\npassword: \"hunter2\nother: 1\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quintet.yaml: not a YAML document, line ")
                .satisfies(e -> assertThat(printed(e)).doesNotContain("hunter2"));
    }

    @Test
    void refuses_the_same_key_twice() {
        refused(() -> file("name: a\nname: b\n"), "not a YAML document");
    }

    @Test
    void refuses_text_that_is_no_utf8() throws IOException {
        Path file = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});

        refused(() -> new SettingsSource().file(file), "not UTF-8 text");
    }

    @Test
    void refuses_a_list_or_a_single_value_at_the_top() {
        refused(() -> file("- a\n- b\n"), ": a list (expected: a map of settings");
        refused(() -> file("hunter2\n"), ": a single value (expected: a map of settings");
    }

    @Test
    void refuses_a_list_as_a_value() {
        refused(() -> file("http:\n  port: [1, 2]\n"), "http.port: a list (expected: a value or a section)");
    }

    @Test
    void shows_origin_value_and_expectation_of_what_cannot_be_read() throws IOException {
        Settings settings = file("a: many\nb: 2 weeks\nc: maybe\nd: 12\ne: 1GiB\n");
        String origin = directory.resolve("quintet.yaml") + ": ";

        refused(() -> settings.integer("a", 1, 1, 9), origin + "a: \"many\" (expected: a whole number from 1 to 9)");
        refused(() -> settings.integer("d", 1, 1, 9), origin + "d: \"12\" (expected: a whole number from 1 to 9)");
        refused(() -> settings.duration("b", Duration.ZERO), origin + "b: \"2 weeks\" (expected: a time above zero");
        refused(() -> settings.flag("c", true), origin + "c: \"maybe\" (expected: true or false)");
        refused(() -> settings.bytes("e", 1, 1, 9), origin + "e: \"1GiB\" (expected: a size from 1 to 9 bytes");
    }

    @Test
    void the_environment_overrides_the_file_and_code_overrides_both() throws IOException {
        Path file = write("a: file\nb: file\nc: file\n");
        Settings settings = new SettingsSource()
                .file(file)
                .environment(Map.of("QUINTET_B", "environment", "QUINTET_C", "environment", "HOME", "/root"))
                .code(Map.of("c", "code"))
                .settings();

        assertThat(settings.names()).containsExactly("a", "b", "c");
        assertThat(settings.text("a")).contains("file");
        assertThat(settings.text("b")).contains("environment");
        assertThat(settings.text("c")).contains("code");
    }

    @Test
    void a_variable_finds_the_name_with_hyphens_that_the_file_or_code_gives() throws IOException {
        Path file = write("http:\n  max-body: 1KiB\noperations:\n  kitchen.createTicket.transport: sql\n");
        Settings settings = new SettingsSource()
                .file(file)
                .environment(Map.of(
                        "QUINTET_HTTP_MAX_BODY", "2KiB",
                        "QUINTET_SQL_POLL_EVERY", "1s",
                        "QUINTET_OPERATIONS_KITCHEN_CREATETICKET_TRANSPORT", "memory"))
                .code(Map.of("sql.poll-every", "5s"))
                .settings();

        assertThat(settings.names())
                .containsExactly("http.max-body", "operations.kitchen.createTicket.transport", "sql.poll-every");
        assertThat(settings.text("http.max-body")).contains("2KiB");
        assertThat(settings.text("operations.kitchen.createTicket.transport")).contains("memory");
    }

    @Test
    void a_variable_that_nobody_else_names_has_dots_and_doubled_underscores_for_hyphens() {
        Settings settings = new SettingsSource()
                .environment(Map.of("QUINTET_TRANSPORTS_CALLS", "http", "QUINTET_HTTP_MAX__BODY", "x"))
                .settings();

        assertThat(settings.names()).containsExactly("http.max-body", "transports.calls");
        refused(
                () -> settings.section("http").bytes("max-body", 1, 1, 9),
                "environment variable QUINTET_HTTP_MAX__BODY: http.max-body: \"x\"");
    }

    @Test
    void refuses_settings_that_nobody_reads_and_names_those_that_are_read() {
        Settings http = code(Map.of("http.port", "1", "http.prot", "2", "sql.file", "3"))
                .section("http");
        http.integer("port", 1, 0, 9);
        http.text("host");

        refused(http::rejectUnread, "code: http.prot: unknown setting (expected one of: http.host, http.port)");
    }

    @Test
    void accepts_a_section_of_which_everything_is_read() {
        Settings http = code(Map.of("http.port", "1", "sql.file", "3")).section("http");
        http.integer("port", 1, 0, 9);

        http.rejectUnread();
    }

    @Test
    void a_section_may_take_from_another_what_it_does_not_set() {
        Settings all = code(Map.of("grpc.port", "1", "http.port", "2", "http.host", "h", "http.max-body", "x"));
        Settings grpc = all.section("grpc").or(all.section("grpc").beside("http"));

        assertThat(grpc.integer("port", 0, 0, 9)).isEqualTo(1);
        assertThat(grpc.text("host")).contains("h");
        assertThat(grpc.text("max-uri")).isEmpty();
        assertThat(grpc.decides("port")).isEqualTo("grpc.port");
        assertThat(grpc.decides("host")).isEqualTo("http.host");
        assertThat(grpc.decides("max-uri")).isEqualTo("http.max-uri");
        assertThat(grpc.name("max-uri")).isEqualTo("grpc.max-uri");
        refused(() -> grpc.bytes("max-body", 1, 1, 9), "code: http.max-body: \"x\" (expected: a size from 1 to 9");
        refused(
                () -> {
                    throw grpc.wrong("max-uri", "some");
                },
                "grpc.max-uri: not set (expected: some)");
    }

    @Test
    void what_belongs_together_is_taken_from_one_section() {
        Settings all = code(
                Map.of("http.tls.key", "k", "http.tls.trust", "t", "http.cors.origins", "o", "grpc.tls.trust", "mine"));
        Settings grpc = all.section("grpc").or(all.section("http"));

        assertThat(grpc.section("tls").all()).isEqualTo(Map.of("trust", "mine"));
        assertThat(grpc.section("tls").text("key")).isEmpty();
        assertThat(grpc.section("cors").text("origins")).contains("o");
    }

    @Test
    void a_section_is_found_beside_another_at_any_depth() {
        Settings all = code(Map.of("http.port", "2", "a.http.port", "3"));

        assertThat(all.section("grpc").beside("http").text("port")).contains("2");
        assertThat(all.section("a").section("grpc").beside("http").text("port")).contains("3");
        assertThat(all.beside("http").text("port")).contains("2");
    }

    @Test
    void never_shows_a_secret() {
        Settings settings = code(Map.of(
                "database.password", "hunter2", "api-token", "hunter2", "database.url", "jdbc:x?password=hunter2"));

        refused(() -> settings.section("database").integer("password", 1, 1, 9), "code: database.password: (secret)");
        refused(() -> settings.integer("api-token", 1, 1, 9), "code: api-token: (secret)");
        assertThatThrownBy(() -> settings.flag("database.url", true)).hasMessageNotContaining("hunter2");
        assertThat(settings.toString()).doesNotContain("hunter2").contains("database.url");
        assertThat(new Setting("hunter2", "code").toString()).doesNotContain("hunter2");
    }

    private static void refused(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(ConfigurationException.class).hasMessageContaining(message);
    }

    private static String printed(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static Settings code(Map<String, String> settings) {
        return new SettingsSource().code(settings).settings();
    }

    private Settings file(String yaml) throws IOException {
        return new SettingsSource().file(write(yaml)).settings();
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("quintet.yaml"), yaml);
    }
}
