package io.quintet.payload;

import io.quintet.config.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * What is done with large payloads of messages.
 *
 * @param compression the name of the compressor of what is sent; none where nothing is compressed
 * @param compressAbove payloads of more bytes are compressed
 * @param store the name of the claim store; none where there is none
 * @param claimAbove payloads of more bytes go into the store, and so do those that are too large for their transport
 * @param retention how long they are kept there
 * @param most the most bytes of a payload that is made whole again
 */
public record PayloadSettings(
        Optional<String> compression,
        int compressAbove,
        Optional<String> store,
        int claimAbove,
        Duration retention,
        int most) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** Neither compression nor a store; what others have compressed is understood all the same. */
    public static final PayloadSettings OFF = new PayloadSettings(
            Optional.empty(), 8 * KIB, Optional.empty(), Integer.MAX_VALUE, Duration.ofDays(7), 64 * MIB);

    /** From the settings of a service. */
    public static PayloadSettings of(Settings settings) {
        return new PayloadSettings(
                settings.text("messages.compression").filter(name -> !name.equals("none")),
                settings.bytes("messages.compression-threshold", OFF.compressAbove, 0, Integer.MAX_VALUE),
                settings.text("claims.store"),
                settings.bytes("claims.threshold", OFF.claimAbove, 0, Integer.MAX_VALUE),
                settings.duration("claims.retention", OFF.retention),
                settings.bytes("messages.max-payload", OFF.most, KIB, 1024 * MIB));
    }
}
