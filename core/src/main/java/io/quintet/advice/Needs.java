package io.quintet.advice;

import io.quintet.InteractionStyle;
import io.quintet.contract.OperationModel;
import io.quintet.contract.Streaming;
import io.quintet.spi.Guarantee;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What an operation asks for.
 *
 * @param style its style, which asks for guarantees of its own
 * @param beyond what it asks for beyond those, each once
 */
public record Needs(InteractionStyle style, List<Need> beyond) {
    /** Leaves out what comes twice. */
    public Needs {
        beyond = List.copyOf(new LinkedHashSet<>(beyond));
    }

    /** What an operation's declaration asks for: streams, a quorum, the order of its key, {@code @Requires}. */
    public static Needs of(OperationModel operation) {
        List<Need> beyond = new ArrayList<>();
        if (operation.streaming() != Streaming.NONE) {
            beyond.add(new Need.Kept(Guarantee.STREAMS));
        }
        if (operation.quorum() > 1) {
            beyond.add(new Need.Kept(Guarantee.CALLS)); // over messages nobody can be asked by name
        }
        if (operation.key() != null && operation.style() != InteractionStyle.REQUEST_RESPONSE) {
            beyond.add(new Need.Kept(Guarantee.KEY_ORDER));
        }
        operation.required().stream().sorted().map(Need.Kept::new).forEach(beyond::add);
        return new Needs(operation.style(), beyond);
    }

    /** These and more. */
    public Needs and(Collection<? extends Need> more) {
        List<Need> all = new ArrayList<>(beyond);
        all.addAll(more);
        return new Needs(style, all);
    }
}
