package io.quintet.transport.zeromq;

import io.quintet.QuintetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance listens, as it stands in registries: {@code tcp://host:port}, or {@code ipc:name}; behind {@code ?curve=} the public
 * key, where it encrypts, and behind {@code ?channel=} the channel, where a member of a group is meant.
 *
 * @param endpoint as ZeroMQ has it
 * @param curve the listener's public key in hexadecimal digits; null without encryption
 * @param channel the channel; null for calls
 */
record Address(
        String endpoint, @Nullable String curve, @Nullable String channel) {
    private static final Pattern TEXT = Pattern.compile("(?:(tcp://[^\\s?]{1,300})|ipc:(?://)?([^\\s?]{1,100}))"
            + "(?:\\?curve=([0-9a-f]{64}))?(?:[?&]channel=([A-Za-z0-9._-]{1,200}))?");

    /** Reads one; UNAVAILABLE, for nothing was sent, where it cannot be. */
    static Address parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw QuintetException.unreachable(
                    "zeromq address: \"" + text + "\" (expected: such as tcp://10.0.0.7:5555 or ipc:kitchen)", null);
        }
        String tcp = matcher.group(1);
        return new Address(tcp != null ? tcp : "ipc://" + matcher.group(2), matcher.group(3), matcher.group(4));
    }

    /** That of the listener, whatever is behind it. */
    Address listener() {
        return new Address(endpoint, curve, null);
    }

    Address withChannel(String name) {
        return new Address(endpoint, curve, name);
    }

    /** As it stands in registries. */
    String text() {
        // without slashes a name is not taken for a host, which registries may replace
        StringBuilder text = new StringBuilder(
                endpoint.startsWith("ipc://") ? "ipc:" + endpoint.substring("ipc://".length()) : endpoint);
        if (curve != null) {
            text.append("?curve=").append(curve);
        }
        if (channel != null) {
            text.append(curve == null ? '?' : '&').append("channel=").append(channel);
        }
        return text.toString();
    }
}
