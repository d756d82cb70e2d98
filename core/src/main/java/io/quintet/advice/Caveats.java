package io.quintet.advice;

import io.quintet.InteractionStyle;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import java.util.ArrayList;
import java.util.List;

/** What is to be known of a transport that fits, though nobody has asked for it. */
final class Caveats {
    private Caveats() {}

    static List<Caveat> of(Needs needs, Guarantees guarantees) {
        List<Caveat> caveats = new ArrayList<>();
        limit(caveats, delivery(needs.style(), guarantees));
        limit(caveats, reach(guarantees));
        if (guarantees.latency() == null && needs.beyond().stream().anyMatch(Need.Latency.class::isInstance)) {
            caveats.add(new Caveat(Caveat.Kind.NOT_MEASURED, "its latency was not measured"));
        }
        return caveats;
    }

    private static void limit(List<Caveat> caveats, String text) {
        if (!text.isEmpty()) {
            caveats.add(new Caveat(Caveat.Kind.LIMIT, text));
        }
    }

    private static String delivery(InteractionStyle style, Guarantees guarantees) {
        if (style == InteractionStyle.REQUEST_RESPONSE) {
            return ""; // the caller waits, and is told
        }
        if (!guarantees.carriesMessages()) {
            return style == InteractionStyle.ASYNC_REQUEST_RESPONSE
                    ? "goes as a call: the receiver must be up, and the response does not outlive the caller's process"
                    : "goes as a call: the receiver must be up, for nothing is kept for it";
        }
        if (!guarantees.kept().contains(Guarantee.STORED)) {
            return "the receivers must be up: a message to nobody fails, and one in hand is lost when both sides crash";
        }
        return guarantees.kept().contains(Guarantee.DURABLE) ? "" : "a crash loses messages";
    }

    private static String reach(Guarantees guarantees) {
        if (!guarantees.kept().contains(Guarantee.CROSS_PROCESS)) {
            return "within one process";
        }
        return guarantees.kept().contains(Guarantee.CROSS_MACHINE) ? "" : "within one machine";
    }
}
