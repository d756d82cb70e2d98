package io.quintet.tck;

import io.quintet.spi.Codec;
import io.quintet.spi.Guarantee;
import java.util.Optional;
import java.util.ServiceLoader;

/** What a scenario may need beyond guarantees; each says why it does not hold. */
enum Circumstance {
    /** The transport carries messages. */
    MESSAGES {
        @Override
        Optional<String> missing(TransportTck kit) {
            return unless(kit.promised().carriesMessages(), "carries no messages");
        }
    },
    /** Request/response goes over messages, for the transport carries no calls. */
    REQUESTS_AS_MESSAGES {
        @Override
        Optional<String> missing(TransportTck kit) {
            var guarantees = kit.promised();
            return unless(
                    guarantees.carriesMessages() && !guarantees.kept().contains(Guarantee.CALLS),
                    "carries requests as calls");
        }
    },
    /** A contract can be bound to bytes. */
    CODEC {
        @Override
        Optional<String> missing(TransportTck kit) {
            return unless(
                    ServiceLoader.load(Codec.class).findFirst().isPresent(),
                    "no codec on the class path (add quintet-codec-json)");
        }
    },
    /** There is a server to stop and start. */
    SERVER {
        @Override
        Optional<String> missing(TransportTck kit) {
            return unless(kit.server().isPresent(), "no server of its own to restart");
        }
    },
    /** A group that comes later than others gets what is kept for these. */
    LATECOMERS {
        @Override
        Optional<String> missing(TransportTck kit) {
            return unless(
                    kit.keepsForLatecomers(), "keeps messages for the groups that are there, and not for later ones");
        }
    },
    /** Payloads of one MiB fit. */
    MEBIBYTE {
        @Override
        Optional<String> missing(TransportTck kit) {
            int most = kit.promised().maxMessageBytes();
            return unless(most >= LimitScenarios.MEBIBYTE, "carries at most " + most + " bytes");
        }
    },
    /** A payload above the limit can be made in a test. */
    REACHABLE_LIMIT {
        @Override
        Optional<String> missing(TransportTck kit) {
            int most = kit.promised().maxMessageBytes();
            return unless(
                    most <= LimitScenarios.LARGEST_TRIED, "a limit of " + most + " bytes is too large to be tried");
        }
    };

    /** Why it does not hold; empty where it does. */
    abstract Optional<String> missing(TransportTck kit);

    private static Optional<String> unless(boolean holds, String reason) {
        return holds ? Optional.empty() : Optional.of(reason);
    }
}
