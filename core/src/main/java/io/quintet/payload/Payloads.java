package io.quintet.payload;

import io.quintet.ConfigurationException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.ClaimId;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.Compressor;
import io.quintet.spi.MessageTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes payloads small enough for messages where they leave, and whole again where they arrive: compressed first, then, where that is
 * not enough, put into a store. Safe for use by many threads.
 *
 * <p>A payload is in the store before its message is sent, or is in the outbox: what a message refers to was there. It stays for its
 * retention, whoever has fetched it, since other groups, retries and replays need it, too.
 */
public final class Payloads implements AutoCloseable {
    private static final int SWEPT_AT_A_TIME = 100;

    private final PayloadSettings settings;
    private final Compression compression;
    private final @Nullable ClaimStore store;
    private final ClaimCheck claims;
    private final Clock clock;
    private volatile boolean closed;

    /**
     * As settings say.
     *
     * @param compressors all that are known, by name: what arrives may be compressed by any of them
     * @param store closed with this; null where there is none
     */
    public Payloads(
            PayloadSettings settings, Map<String, Compressor> compressors, @Nullable ClaimStore store, Clock clock) {
        this.settings = settings;
        this.compression = new Compression(
                settings.compression().map(compressors::get).orElse(null),
                settings.compressAbove(),
                compressors,
                settings.most());
        this.store = store;
        this.claims = new ClaimCheck(store, settings, clock);
        this.clock = clock;
    }

    /**
     * Packs for one transport.
     *
     * @throws ConfigurationException when the transport keeps messages for longer than the store keeps what they refer to
     */
    public Packer over(MessageTransport transport) {
        Duration kept = transport.retention().orElse(Duration.ZERO);
        if (store != null && kept.compareTo(settings.retention()) > 0) {
            throw new ConfigurationException("claims.retention: " + settings.retention() + " (expected: at least "
                    + kept + ", for which transport " + transport.name() + " keeps messages)");
        }
        return new Packer(
                settings,
                compression,
                claims,
                transport.name(),
                transport.guarantees().maxMessageBytes());
    }

    /** Whether the payload of a message is in a store. */
    public static boolean referring(Message message) {
        return message.header(HeaderNames.DATA_REF) != null;
    }

    /** Whether a message must be made whole before its payload can be read. */
    public boolean packed(Message message) {
        return referring(message) || message.header(HeaderNames.CONTENT_ENCODING) != null;
    }

    /**
     * The message as it was before it was packed, with the payload fetched and decompressed; may block.
     *
     * @throws io.quintet.QuintetException INVALID_ARGUMENT where its headers or bytes can never be understood, DATA_LOSS where the
     *     payload in the store is another one than was put there, UNAVAILABLE where it is not there
     */
    public Message unpack(Message message) {
        return packed(message) ? compression.undo(claims.undo(message)) : message;
    }

    /** Removes what is past its retention from the store, little by little. */
    public void sweep() {
        if (store != null) {
            ClaimId before = ClaimId.first(clock.instant().minus(settings.retention()));
            while (!closed && store.expire(before, SWEPT_AT_A_TIME) == SWEPT_AT_A_TIME) {
                // the next few
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        if (store != null) {
            store.close();
        }
    }
}
