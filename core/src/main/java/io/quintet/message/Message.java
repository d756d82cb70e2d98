package io.quintet.message;

import org.jspecify.annotations.Nullable;

/**
 * Headers and payload; what a channel carries.
 *
 * @param headers at least {@link HeaderNames#ID}
 * @param payload the encoded request, response or event; not copied, so neither side may change it
 */
@SuppressWarnings("ArrayRecordComponent") // copying a payload at every layer would cost more than the trust it buys
public record Message(Headers headers, byte[] payload) {
    /** Its id; unchanged on every redelivery and relay. */
    public String id() {
        String id = headers.get(HeaderNames.ID);
        if (id == null) {
            throw new IllegalArgumentException("header id: absent (expected: present on every message)");
        }
        return id;
    }

    /** The key that orders it, or null where order does not matter. */
    public @Nullable String key() {
        return headers.get(HeaderNames.KEY);
    }

    /** A header, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Where it is a dead letter that is delivered again: the one subscriber group that it is for; else null. */
    public @Nullable String replayFor() {
        return headers.get(HeaderNames.REPLAY_FOR);
    }

    /** The wall-clock time, in milliseconds since 1970, after which it is of no use, or null; a replay is always of use. */
    public @Nullable Long expires() {
        String time = headers.get(HeaderNames.EXPIRES);
        return time == null || replayFor() != null ? null : Long.valueOf(time);
    }

    /** Whether it has an expiry and that lies before {@code nowMillis}, milliseconds since 1970. */
    public boolean expired(long nowMillis) {
        Long expires = expires();
        return expires != null && expires < nowMillis;
    }

    /** The wall-clock time, in milliseconds since 1970, before which it is not to be delivered; 0 where it may be at once. */
    public long notBefore() {
        String time = headers.get(HeaderNames.NOT_BEFORE);
        return time == null ? 0 : Long.parseLong(time);
    }

    @Override
    public String toString() {
        return "Message[" + headers + ", " + payload.length + " bytes]";
    }
}
