package io.quintet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class StorePlaceTest {
    private static Settings sql(Map<String, String> environment, String... options) {
        StorePlace place = new StorePlace();
        CommandLine.populateCommand(place, options);
        return place.settings(environment, Map.of()).section("sql");
    }

    @Test
    void a_directory_that_is_named_wins_over_a_server_in_the_environment() {
        Settings sql = sql(
                Map.of("QUINTET_SQL_URL", "jdbc:postgresql://host/shop", "QUINTET_SQL_PASSWORD", "s3cret"),
                "--directory",
                "/backup");
        assertThat(sql.text("directory")).contains("/backup");
        assertThat(sql.text("url")).isEmpty();
    }

    @Test
    void a_server_that_is_named_wins_over_a_directory_in_the_environment_which_says_who_connects() {
        Settings sql = sql(
                Map.of("QUINTET_SQL_DIRECTORY", "/data", "QUINTET_SQL_USER", "shop"),
                "--url",
                "jdbc:postgresql://host/shop");
        assertThat(sql.text("url")).contains("jdbc:postgresql://host/shop");
        assertThat(sql.text("directory")).isEmpty();
        assertThat(sql.text("user")).contains("shop");
    }

    @Test
    void a_server_that_is_none_of_the_sql_transport_is_refused_without_its_password() {
        assertThatThrownBy(() -> sql(Map.of(), "--url", "amqp://ci:s3cret@mq:5672"))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("--url: no server of the sql transport (expected: jdbc:postgresql://host:port/database;"
                        + " other transports are named by --config)");
    }

    @Test
    void what_nobody_names_is_read_as_a_service_reads_it(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("quintet.yaml"), "name: shop\nsql:\n  schema: shop\n");
        Settings sql = sql(Map.of("QUINTET_SQL_DIRECTORY", "/data"), "--config", file.toString());
        assertThat(sql.text("directory")).contains("/data");
        assertThat(sql.text("schema")).contains("shop");
    }
}
