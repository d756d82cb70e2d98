package io.quintet.runtime;

import io.quintet.ConfigurationException;
import io.quintet.InteractionStyle;
import io.quintet.contract.OperationModel;
import io.quintet.contract.Streaming;
import io.quintet.spi.Guarantee;
import io.quintet.spi.TransportProvider;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a transport can keep what an operation asks for; refuses with the operation, what is missing, and who has it. */
final class GuaranteeCheck {
    private final Collection<TransportProvider> all;

    GuaranteeCheck(Collection<TransportProvider> all) {
        this.all = all;
    }

    void check(OperationModel operation, Set<Guarantee> beyond, TransportProvider transport, String setting) {
        Set<Guarantee> missing = missing(operation, beyond, transport);
        if (missing.isEmpty()) {
            return;
        }
        List<String> able = all.stream()
                .filter(other -> missing(operation, beyond, other).isEmpty())
                .map(TransportProvider::name)
                .sorted()
                .toList();
        throw new ConfigurationException(operation.qualifiedName() + " (" + operation.style() + "): transport "
                + transport.name() + ", from " + setting + ", lacks " + names(missing) + " (expected: a transport that "
                + missing.stream().map(Guarantee::promise).collect(Collectors.joining(" and ")) + "; "
                + (able.isEmpty() ? "none on the class path does" : "these do: " + String.join(", ", able)) + ")");
    }

    private static String names(Set<Guarantee> guarantees) {
        return guarantees.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static Set<Guarantee> missing(
            OperationModel operation, Set<Guarantee> beyond, TransportProvider transport) {
        Set<Guarantee> kept = transport.guarantees().kept();
        Set<Guarantee> needed = EnumSet.noneOf(Guarantee.class);
        needed.addAll(operation.required());
        needed.addAll(beyond);
        if (operation.streaming() != Streaming.NONE) {
            needed.add(Guarantee.STREAMS);
        }
        if (operation.quorum() > 1) {
            needed.add(Guarantee.CALLS); // over messages nobody can be asked by name
        }
        InteractionStyle style = operation.style();
        if (style.oneToMany()) {
            needed.add(Guarantee.EVERY_GROUP);
            needed.add(Guarantee.REDELIVERY);
        } else if (!kept.contains(Guarantee.CALLS)) {
            needed.add(Guarantee.COMPETING_CONSUMERS);
            needed.add(Guarantee.REDELIVERY);
        }
        if (operation.key() != null && style != InteractionStyle.REQUEST_RESPONSE) {
            needed.add(Guarantee.KEY_ORDER);
        }
        needed.removeAll(kept);
        return needed;
    }
}
