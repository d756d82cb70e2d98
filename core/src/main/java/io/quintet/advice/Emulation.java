package io.quintet.advice;

import io.quintet.InteractionStyle;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What core makes of a transport that has not all by itself.
 *
 * @param guarantees what is promised with core's help
 * @param costs what that costs
 */
record Emulation(Guarantees guarantees, List<Caveat> costs) {
    static Emulation of(Needs needs, Candidate candidate, List<Candidate> all) {
        Guarantees guarantees = candidate.guarantees();
        List<Caveat> costs = new ArrayList<>();
        if (needs.style() == InteractionStyle.REQUEST_RESPONSE && !candidate.keeps(Guarantee.CALLS)) {
            guarantees = thereAndBack(guarantees);
            costs.add(emulated(callOverMessages(guarantees, names(all, Guarantee.CALLS))));
        }
        String forBrowsers = names(all, Guarantee.BROWSERS);
        if (needs.style() == InteractionStyle.PUBLISH_SUBSCRIBE
                && needs.beyond().contains(new Need.Kept(Guarantee.BROWSERS))
                && !candidate.keeps(Guarantee.BROWSERS)
                && !forBrowsers.isEmpty()) {
            guarantees = exposed(guarantees);
            costs.add(emulated("browsers follow over " + forBrowsers + ", by Quintet.expose: each instance that exposes"
                    + " reads all events, and a browser that is away for long misses some"));
        }
        return new Emulation(guarantees, List.copyOf(costs));
    }

    private static Caveat emulated(String text) {
        return new Caveat(Caveat.Kind.EMULATED, text);
    }

    private static Guarantees thereAndBack(Guarantees one) {
        Duration latency = one.latency();
        return latency == null ? one : one.below(latency.multipliedBy(2));
    }

    private static Guarantees exposed(Guarantees guarantees) {
        Set<Guarantee> kept = EnumSet.of(Guarantee.BROWSERS);
        kept.addAll(guarantees.kept());
        return new Guarantees(kept, guarantees.maxMessageBytes(), guarantees.latency());
    }

    private static String callOverMessages(Guarantees guarantees, String answering) {
        StringBuilder text = new StringBuilder("a call becomes two messages, a request and a reply");
        if (guarantees.kept().contains(Guarantee.QUICK_REQUESTS)) {
            text.append(", of which just a request with a key is stored");
        } else if (guarantees.kept().contains(Guarantee.DURABLE)) {
            text.append(", each stored durably before it counts");
        }
        if (guarantees.kept().contains(Guarantee.REPLAY)) {
            text.append(", and both stay in the log until its retention is over");
        }
        text.append("; each instance that calls has a reply channel of its own");
        Duration latency = guarantees.latency();
        if (latency != null) {
            text.append("; together <").append(Times.format(latency)).append(" in the median");
        }
        return answering.isEmpty()
                ? text.toString()
                : text.append(" (made for calls: ")
                        .append(answering)
                        .append(")")
                        .toString();
    }

    private static String names(List<Candidate> all, Guarantee guarantee) {
        return all.stream()
                .filter(candidate -> candidate.keeps(guarantee))
                .map(Candidate::label)
                .collect(Collectors.joining(", "));
    }
}
