package io.quintet.runtime;

import io.quintet.ConfigurationException;
import io.quintet.advice.Advisor;
import io.quintet.advice.Candidate;
import io.quintet.advice.Caveat;
import io.quintet.advice.Need;
import io.quintet.advice.Needs;
import io.quintet.advice.Verdict;
import io.quintet.contract.OperationModel;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.TransportProvider;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a transport can keep what an operation asks for; refuses with the operation, what is missing, and who has it, and warns of what
 * core's emulation costs. The judgement and its words are the {@link Advisor}'s.
 */
final class GuaranteeCheck {
    private static final Logger LOG = LoggerFactory.getLogger(GuaranteeCheck.class);

    private final Advisor advisor;
    private final Function<TransportProvider, Guarantees> declared;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    GuaranteeCheck(Collection<TransportProvider> all) {
        this(all, TransportProvider::guarantees);
    }

    /** With what each promises as it is configured here. */
    GuaranteeCheck(Collection<TransportProvider> all, Function<TransportProvider, Guarantees> declared) {
        this.advisor = new Advisor(all);
        this.declared = declared;
    }

    void check(OperationModel operation, Set<Guarantee> beyond, TransportProvider transport, String setting) {
        Needs needs =
                Needs.of(operation).and(beyond.stream().map(Need.Kept::new).toList());
        Verdict verdict = advisor.judge(needs, new Candidate(transport.name(), "", declared.apply(transport)));
        String subject = operation.qualifiedName() + " (" + operation.style() + "): transport " + transport.name()
                + ", from " + setting + ", ";
        if (verdict.fit() == Verdict.Fit.LACKS) {
            throw new ConfigurationException(subject + verdict.text() + "; " + able(needs));
        }
        for (Caveat caveat : verdict.caveats()) {
            if (caveat.kind() == Caveat.Kind.EMULATED && warned.add(operation.qualifiedName())) {
                LOG.warn("{}will do, but {}", subject, caveat.text());
            }
        }
    }

    private String able(Needs needs) {
        String names = advisor.judge(needs).stream()
                .filter(verdict -> verdict.fit() != Verdict.Fit.LACKS)
                .map(verdict -> verdict.candidate().label())
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none on the class path does" : "these do: " + names;
    }
}
