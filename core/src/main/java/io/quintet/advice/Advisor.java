package io.quintet.advice;

import io.quintet.InteractionStyle;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.TransportProvider;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges transports by what they declare; the refusal at start-up and {@code quintet advise} both say what it says. Safe for use by many
 * threads.
 */
public final class Advisor {
    private final List<Candidate> candidates;

    /** Of the transports that there are. */
    public Advisor(Collection<? extends TransportProvider> providers) {
        candidates = providers.stream()
                .flatMap(provider -> provider.variants().stream()
                        .map(each -> new Candidate(provider.name(), each.name(), each.guarantees())))
                .sorted(Comparator.comparing(Candidate::transport))
                .toList();
    }

    /** The transports that can be advised, in all ways to run them, by name. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** Each transport's verdict: those that fit, those that fit with caveats, the others; by name among each. */
    public List<Verdict> judge(Needs needs) {
        return candidates.stream()
                .map(candidate -> judge(needs, candidate))
                .sorted(Comparator.comparing(Verdict::fit))
                .toList();
    }

    /** The verdict on one transport, which need not be among those that can be advised. */
    public Verdict judge(Needs needs, Candidate candidate) {
        Emulation emulation = Emulation.of(needs, candidate, candidates);
        Guarantees guarantees = emulation.guarantees();
        List<Lack> lacks = Stream.concat(ofStyle(needs.style(), candidate), needs.beyond().stream())
                .distinct()
                .filter(need -> !need.keptBy(guarantees))
                .sorted(Advisor::compare)
                .map(need -> new Lack(need, need.lackedBy(guarantees)))
                .toList();
        if (!lacks.isEmpty()) {
            return new Verdict(candidate, lacks, List.of());
        }
        return new Verdict(
                candidate,
                lacks,
                Stream.concat(emulation.costs().stream(), Caveats.of(needs, guarantees).stream())
                        .toList());
    }

    /** What the style asks for by itself, which over calls is not what it is over messages. */
    private static Stream<Need> ofStyle(InteractionStyle style, Candidate candidate) {
        if (style.oneToMany()) {
            return Stream.of(new Need.Kept(Guarantee.EVERY_GROUP), new Need.Kept(Guarantee.REDELIVERY));
        }
        return candidate.keeps(Guarantee.CALLS)
                ? Stream.of()
                : Stream.of(new Need.Kept(Guarantee.COMPETING_CONSUMERS), new Need.Kept(Guarantee.REDELIVERY));
    }

    /** Guarantees in the order in which they are declared, then figures as they were asked for. */
    private static int compare(Need one, Need other) {
        return one instanceof Need.Kept kept && other instanceof Need.Kept second
                ? kept.guarantee().compareTo(second.guarantee())
                : Boolean.compare(other instanceof Need.Kept, one instanceof Need.Kept);
    }
}
