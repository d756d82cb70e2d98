package io.quintet.cli.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.transport.sql.SqlTransportProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ChannelsCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new ChannelsCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** One message at once and one that is due in an hour. */
    private void send() throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        MessageTransport transport = new SqlTransportProvider()
                .create(new ServiceContext(
                        "kitchen",
                        "kitchen-1",
                        new SettingsSource()
                                .code(Map.of("directory", directory.toString()))
                                .settings(),
                        Clock.systemUTC(),
                        scheduler));
        try (transport) {
            Headers headers = Headers.of(HeaderNames.ID, "a");
            Headers later = headers.with(HeaderNames.NOT_BEFORE, Long.toString(System.currentTimeMillis() + 3_600_000));
            transport
                    .send(
                            new Channel("kitchen", Channel.Kind.POINT_TO_POINT, 4),
                            List.of(new Message(headers, new byte[1]), new Message(later, new byte[1])))
                    .get(10, TimeUnit.SECONDS);
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void raises_the_shards_of_a_channel_and_lists_it() throws Exception {
        send();
        String at = directory.toString();
        assertThat(run("raise", "kitchen", "--shards", "16", "--directory", at)).isZero();
        assertThat(run("list", "--directory", at)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "channel kitchen: 16 shards, formerly 4",
                        "CHANNEL  KIND               SHARDS  DELAYED",
                        "kitchen  point-to-point         16        1");
    }

    @Test
    void says_why_it_does_not() throws Exception {
        send();
        String at = directory.toString();
        assertThat(run("raise", "kitchen", "--shards", "3", "--directory", at)).isEqualTo(1);
        assertThat(run("raise", "nothing", "--shards", "8", "--directory", at)).isEqualTo(1);
        assertThat(run("raise", "kitchen", "--shards", "8", "--directory", at + "/other"))
                .isEqualTo(1);
        assertThat(run("raise", "kitchen", "--directory", at)).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "shards of kitchen: 3 (expected: more than 4, for shards can be raised and not lowered)",
                        "channel nothing: unknown (expected: one that has been used in ",
                        "messages.db: absent (expected: the directory that services name in sql.directory;"
                                + " --directory,",
                        "'--shards=N'");
        assertThat(directory.resolve("other")).doesNotExist();
    }
}
