package io.quintet.transport.sqs;

import io.quintet.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the section {@code sqs}.
 *
 * @param url where SQS is; null for that of the region. Its user info is an access key and its secret
 * @param region the region of AWS; null for what the environment says
 * @param prefix what the names of all queues begin with
 * @param createQueues whether what is absent is created; else it is verified and never removed
 * @param retention after how long SQS forgets what nobody has handled
 * @param visibility for how long a message is a member's that shows no sign of life
 * @param poll how long one question for messages waits for some; below a second SQS does not wait, and is asked that often
 * @param inFlight the most messages of a subscription that it holds, whatever its credit
 * @param groupsKnownFor for how long a sender takes the groups of a channel for the same
 * @param sendTimeout after how long a message that was not accepted has failed
 * @param bufferBytes the most bytes that wait to be accepted before {@code send} blocks
 */
record SqsSettings(
        @Nullable URI url,
        @Nullable String region,
        String prefix,
        boolean createQueues,
        Duration retention,
        Duration visibility,
        Duration poll,
        int inFlight,
        Duration groupsKnownFor,
        Duration sendTimeout,
        int bufferBytes) {
    private static final int MIB = 1024 * 1024;
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,40}");

    static SqsSettings of(Settings settings) {
        String prefix = settings.text("prefix", "");
        if (!PREFIX.matcher(prefix).matches()) {
            throw settings.wrong("prefix", "at most 40 letters, digits, dots, hyphens or underscores");
        }
        return new SqsSettings(
                url(settings),
                settings.text("region").orElse(null),
                prefix,
                settings.flag("create-queues", true),
                seconds(settings, "retention", Duration.ofDays(14), Duration.ofMinutes(1), Duration.ofDays(14)),
                seconds(settings, "visibility", Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofHours(12)),
                poll(settings),
                settings.integer("in-flight", 256, 1, 100_000),
                settings.duration("groups-known-for", Duration.ofSeconds(5)),
                settings.duration("send-timeout", Duration.ofSeconds(10)),
                settings.bytes("buffer-bytes", 32 * MIB, MIB, 1024 * MIB));
    }

    private static @Nullable URI url(Settings settings) {
        String text = settings.text("url").orElse(null);
        if (text == null) {
            return null;
        }
        String expected = "https://sqs.eu-central-1.amazonaws.com, or http://key:secret@host:port";
        try {
            URI url = new URI(text);
            String user = url.getUserInfo();
            if (url.getHost() == null
                    || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    || (user != null && (user.indexOf(':') < 1 || user.endsWith(":")))) {
                throw settings.wrong("url", expected);
            }
            return url;
        } catch (URISyntaxException e) {
            throw settings.wrong("url", expected);
        }
    }

    private static Duration poll(Settings settings) {
        Duration poll = settings.duration("poll", Duration.ofSeconds(5));
        if (poll.compareTo(Duration.ofSeconds(20)) > 0 || (poll.toSeconds() > 0 && poll.toMillis() % 1000 != 0)) {
            throw settings.wrong("poll", "below 1s, or whole seconds, at most 20s");
        }
        return poll;
    }

    /** SQS counts in whole seconds. */
    private static Duration seconds(Settings settings, String name, Duration usual, Duration least, Duration most) {
        Duration value = settings.duration(name, usual);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0 || value.toMillis() % 1000 != 0) {
            throw settings.wrong(name, "whole seconds, from " + least.toSeconds() + "s to " + most.toSeconds() + "s");
        }
        return value;
    }

    /** Where it is, without who asks. */
    String address() {
        if (url == null) {
            return "SQS" + (region == null ? "" : " in " + region);
        }
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /** Without the url: it may hold a secret. */
    @Override
    public String toString() {
        return "SqsSettings[" + address() + ", prefix \"" + prefix + "\"]";
    }
}
