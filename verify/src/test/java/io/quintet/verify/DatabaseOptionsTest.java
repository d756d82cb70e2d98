package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class DatabaseOptionsTest {
    private static DatabaseOptions options(String... arguments) {
        DatabaseOptions options = new DatabaseOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return options;
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://ci:s3cret@mq:5672, amqp://ci:***@mq:5672",
        "amqps://ci:s3cr%40et@mq:5672/shop?heartbeat=5, amqps://ci:***@mq:5672/shop?heartbeat=5",
        "amqp://ci:s3@cret@mq:5672, amqp://ci:***@mq:5672",
        "http://key:s3cret@localhost:9324, http://key:***@localhost:9324",
        "jdbc:postgresql://host/db?user=ci&password=s3cret&ssl=true,"
                + " jdbc:postgresql://host/db?user=ci&password=***&ssl=true",
        "jdbc:postgresql://host/db?sslPassword=s3cret, jdbc:postgresql://host/db?sslPassword=***",
        "amqp://ci@mq:5672, amqp://ci@mq:5672",
        "localhost:9092, localhost:9092",
    })
    void the_words_for_a_finding_show_no_secret_of_the_url(String url, String shown) {
        assertThat(options("--url", url).words()).containsSubsequence("--url", shown);
    }

    @Test
    void a_complaint_shows_no_secret_of_the_url() {
        assertThat(options("--db", "postgres", "--url", "amqp://ci:s3cret@mq:5672")
                        .complaint("sql"))
                .isEqualTo("--url: \"amqp://ci:***@mq:5672\" (expected: jdbc:postgresql://host/database)");
    }
}
