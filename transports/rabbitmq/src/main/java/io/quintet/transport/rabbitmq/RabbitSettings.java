package io.quintet.transport.rabbitmq;

import io.quintet.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of the section {@code rabbitmq}.
 *
 * @param urls where RabbitMQ is, {@code amqp://user:password@host:port/vhost}, one for each node
 * @param prefix what the names of all queues and exchanges begin with
 * @param createTopology whether what is absent is declared; else it is verified and never removed
 * @param expire after how long queues that nobody reads are removed by RabbitMQ, with what they hold; zero for never
 * @param prefetch how many messages of a shard a member has with it at most; to be the same for all members
 * @param heartbeat how often both sides show that they live; a connection that is silent for twice as long is dead
 * @param handover how long a shard that goes to another member waits for what is being handled
 * @param rebalance how often a member looks whether others have less than their share
 * @param sendTimeout after how long a message that was not confirmed counts as failed
 * @param bufferBytes the most bytes that wait to be confirmed before {@code send} blocks
 */
record RabbitSettings(
        List<URI> urls,
        String prefix,
        boolean createTopology,
        Duration expire,
        int prefetch,
        Duration heartbeat,
        Duration handover,
        Duration rebalance,
        Duration sendTimeout,
        int bufferBytes) {
    private static final int MIB = 1024 * 1024;
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,40}");
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    static RabbitSettings of(Settings settings) {
        String expected = "amqp://user:password@host:port/vhost, or several with commas between them";
        String text = settings.text("url").orElseThrow(() -> settings.wrong("url", expected));
        List<URI> urls = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(RabbitSettings::uri)
                .toList();
        if (urls.stream().anyMatch(url -> url.getHost() == null)
                || urls.stream().map(URI::getScheme).distinct().count() != 1
                || !List.of("amqp", "amqps").contains(urls.getFirst().getScheme())) {
            throw settings.wrong("url", expected);
        }
        String prefix = settings.text("prefix", "");
        if (!PREFIX.matcher(prefix).matches()) {
            throw settings.wrong("prefix", "at most 40 letters, digits, dots, hyphens or underscores");
        }
        Duration heartbeat = settings.duration("heartbeat", Duration.ofSeconds(5));
        if (heartbeat.compareTo(SHORTEST) < 0) {
            throw settings.wrong("heartbeat", "at least 1s");
        }
        return new RabbitSettings(
                urls,
                prefix,
                settings.flag("create-topology", true),
                expire(settings),
                settings.integer("prefetch", 256, 1, 10_000),
                heartbeat,
                settings.duration("handover", Duration.ofSeconds(10)),
                settings.duration("rebalance", Duration.ofMillis(500)),
                settings.duration("send-timeout", Duration.ofSeconds(10)),
                settings.bytes("buffer-bytes", 32 * MIB, MIB, 1024 * MIB));
    }

    private static Duration expire(Settings settings) {
        return settings.text("expire").isEmpty() ? Duration.ZERO : settings.duration("expire", Duration.ZERO);
    }

    /** One that is none has no host. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return URI.create("");
        }
    }

    /** Where it is, without who asks. */
    String address() {
        URI first = urls.getFirst();
        return first.getScheme() + "://" + first.getHost() + ":" + first.getPort();
    }

    /** Without the addresses: they may hold secrets. */
    @Override
    public String toString() {
        return "RabbitSettings[" + address() + ", prefix \"" + prefix + "\"]";
    }
}
