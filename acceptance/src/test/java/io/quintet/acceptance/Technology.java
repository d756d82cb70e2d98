package io.quintet.acceptance;

import io.quintet.QuintetBuilder;
import io.quintet.tck.Installed;
import io.quintet.transport.kafka.server.KafkaServer;
import io.quintet.transport.rabbitmq.server.RabbitServer;
import io.quintet.transport.sql.server.PostgresServer;
import io.quintet.transport.sqs.server.SqsServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

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
    SIGNED_SQL_AND_HTTP {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return signing(SQL_AND_HTTP.configure(builder, directory), "shared", 's');
        }
    },
    SIGNED_SQL_AND_GRPC {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return signing(SQL_AND_GRPC.configure(builder, directory), "shared", 's');
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
    RABBITMQ_AND_HTTP {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            Installed.program("rabbitmq-server");
            return builder.set("transports.calls", "http")
                    .set("transports.messages", "rabbitmq")
                    .set("rabbitmq.url", RabbitServer.shared().address())
                    .set("rabbitmq.prefix", "test" + Integer.toHexString(directory.hashCode()) + ".")
                    .set("sql.directory", directory.resolve("registry").toString());
        }
    },
    SQS_AND_HTTP {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return builder.set("transports.calls", "http")
                    .set("transports.messages", "sqs")
                    .set("sqs.url", SqsServer.shared().address())
                    .set("sqs.prefix", "t" + Integer.toHexString(directory.hashCode()) + "-")
                    .set("sqs.visibility", "5s")
                    .set("sqs.poll", "1s")
                    .set("sqs.groups-known-for", "100ms")
                    .set("sql.directory", directory.resolve("registry").toString());
        }
    },
    ZEROMQ {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return builder.transport("zeromq")
                    .set("registry", "sql")
                    .set("sql.directory", directory.resolve("registry").toString());
        }

        @Override
        boolean stores() {
            return false;
        }
    },
    SQL {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return builder.transport("sql")
                    .set("sql.directory", directory.resolve("channels").toString());
        }
    },
    MEMORY_PACKED {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return packed(MEMORY.configure(builder, directory), "file", directory);
        }
    },
    SQL_PACKED {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return packed(SQL.configure(builder, directory), "sql", directory);
        }
    },
    SQL_PACKED_IN_FILES {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return packed(SQL.configure(builder, directory), "file", directory);
        }
    },
    POSTGRESQL_PACKED {
        @Override
        QuintetBuilder configure(QuintetBuilder builder, Path directory) {
            return packed(POSTGRESQL_AND_HTTP.configure(builder, directory), "sql", directory);
        }
    };

    /** Signs with a secret of 32 times one byte, and takes just what is signed with it. */
    static QuintetBuilder signing(QuintetBuilder builder, String id, char secret) {
        byte[] bytes = String.valueOf(secret).repeat(32).getBytes(StandardCharsets.US_ASCII);
        return builder.set("signing.key", id)
                .set("signing.keys." + id + ".hmac-secret", Base64.getEncoder().encodeToString(bytes));
    }

    /** Payloads are compressed and put into a store, however small. */
    private static QuintetBuilder packed(QuintetBuilder builder, String store, Path directory) {
        return builder.set("messages.compression", "gzip")
                .set("messages.compression-threshold", "16")
                .set("claims.store", store)
                .set("claims.threshold", "16")
                .set("file.directory", directory.resolve("claims").toString());
    }

    /** Whether messages are kept for services that are away, without an outbox. */
    boolean stores() {
        return true;
    }

    /** Settings for an instance whose peers share a directory. */
    abstract QuintetBuilder configure(QuintetBuilder builder, Path directory);
}
