package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.servers.ChildJvm;
import io.quintet.servers.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerMainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void one_whose_broker_cannot_be_reached_says_that_it_may_begin_later() throws Exception {
        assertThat(exit("amqp://127.0.0.1:" + Ports.free())).isEqualTo(WorkerMain.CANNOT_BEGIN);
    }

    @Test
    void one_that_is_told_what_makes_no_sense_does_not() throws Exception {
        assertThat(exit("amqp://127.0.0.1:none")).isEqualTo(1);
    }

    @Test
    void it_begins_operations_no_quicker_than_messages_arrive_but_neither_hurries_nor_stands_still() {
        assertThat(WorkerMain.pauseWhere(Duration.ZERO)).isEqualTo(Duration.ofMillis(400));
        assertThat(WorkerMain.pauseWhere(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
        assertThat(WorkerMain.pauseWhere(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(5));
    }

    private int exit(String broker) throws Exception {
        Path database = directory.resolve("database");
        SqliteStore files = new SqliteStore(Files.createDirectory(directory.resolve("files")));
        DatabaseFile.write(database, new BrokerStore(files, Broker.RABBITMQ, broker, "p-"));
        int port = Ports.free();
        return ChildJvm.of(
                        WorkerMain.class,
                        "n0-1",
                        database,
                        Files.createDirectory(directory.resolve("histories")),
                        1,
                        port,
                        "http://127.0.0.1:" + port)
                .run(directory.resolve("log"), PATIENCE);
    }
}
