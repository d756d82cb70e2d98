package io.quintet.payload;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.Message;

/** Makes messages small enough for one transport. Costs a comparison for those that are. Safe for use by many threads. */
public final class Packer {
    private final PayloadSettings settings;
    private final Compression compression;
    private final ClaimCheck claims;
    private final String transport;
    private final int carried;
    private final int claimAbove;
    private final int untouched;

    /** {@code carried} is the most bytes of a payload that the transport carries. */
    Packer(PayloadSettings settings, Compression compression, ClaimCheck claims, String transport, int carried) {
        this.settings = settings;
        this.compression = compression;
        this.claims = claims;
        this.transport = transport;
        this.carried = carried;
        this.claimAbove = claims.possible() ? Math.min(settings.claimAbove(), carried) : carried;
        this.untouched = Math.min(claimAbove, compression.above());
    }

    /**
     * The message to send in place of one; what it refers to is stored by then. May block.
     *
     * @throws QuintetException INVALID_ARGUMENT where it is too large and cannot be made smaller; what the store throws
     */
    public Message pack(Message message) {
        return message.payload().length <= untouched ? message : packed(message);
    }

    private Message packed(Message message) {
        int whole = message.payload().length;
        Message smaller = whole <= settings.most() ? compression.of(message) : message;
        int left = smaller.payload().length;
        if (left <= claimAbove) {
            return smaller;
        }
        boolean claimable = claims.possible() && whole <= settings.most() && claims.lasts(message);
        if (claimable) {
            return claims.of(smaller);
        }
        if (left <= carried) {
            return smaller;
        }
        throw QuintetException.concluded(
                Code.INVALID_ARGUMENT,
                FailureMode.OMISSION,
                "payload: " + left + " bytes (expected: at most " + carried + ", the limit of transport " + transport
                        + "; " + mend(whole) + ")");
    }

    /** Said here rather than after a commit, when nobody could be told. */
    private String mend(int whole) {
        if (!claims.possible()) {
            return "with claims.store larger ones go into a store";
        }
        return whole > settings.most()
                ? "claims.store takes up to " + settings.most() + ", as messages.max-payload says"
                : "claims.store keeps it for " + settings.retention() + ", and the message is due later than that";
    }
}
