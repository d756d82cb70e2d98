package io.quintet.acceptance;

import io.quintet.QuintetBuilder;
import io.quintet.transport.kafka.server.KafkaServer;
import io.quintet.transport.sql.server.PostgresServer;
import java.nio.file.Path;

/** What carries the contracts of a test. */
enum Technology {
    MEMORY {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return builder.transport("memory").set("memory.broker", directory.toString());
        }
    },
    SQL_AND_HTTP {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return builder.set("transports.calls", "http")
                    .set("transports.messages", "sql")
                    .set("sql.directory", directory.resolve("channels").toString());
        }
    },
    SQL_AND_GRPC {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return builder.set("transports.calls", "grpc")
                    .set("transports.messages", "sql")
                    .set("sql.directory", directory.resolve("channels").toString());
        }
    },
    POSTGRESQL_AND_HTTP {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return builder.set("transports.calls", "http")
                    .set("transports.messages", "sql")
                    .set("sql.url", PostgresServer.shared().url("postgres"))
                    .set("sql.user", "postgres")
                    .set("sql.schema", "test_" + Integer.toHexString(directory.hashCode()));
        }
    },
    KAFKA_AND_HTTP {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return builder.set("transports.calls", "http")
                    .set("transports.messages", "kafka")
                    .set("kafka.url", KafkaServer.shared().address())
                    .set("kafka.prefix", "test" + Integer.toHexString(directory.hashCode()) + ".")
                    .set("kafka.session", "2s")
                    .set("sql.directory", directory.resolve("registry").toString());
        }
    },
    SQL {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return builder.transport("sql")
                    .set("sql.directory", directory.resolve("channels").toString());
        }
    };

    /** Settings for an instance whose peers share a directory. */
    abstract QuintetBuilder configure(QuintetBuilder builder, Path directory);
}
