package io.quintet.cli.advise;

import io.quintet.advice.Advisor;
import io.quintet.advice.Candidate;
import io.quintet.advice.Need;
import io.quintet.advice.Needs;
import io.quintet.advice.Verdict;
import io.quintet.contract.ContractModel;
import java.util.Collection;
import java.util.List;

/**
 * What is printed.
 *
 * @param contract the name of the contract that was judged; empty where needs were given instead
 * @param candidates the transports that were judged
 * @param operations the contract's operations; one without a name where needs were given
 * @param absent those of Quintet's own transports that were not there to be judged
 */
record Advice(String contract, List<Candidate> candidates, List<Judged> operations, List<String> absent) {
    /** The transports that Quintet is designed to come with. */
    private static final List<String> OWN =
            List.of("grpc", "http", "kafka", "memory", "rabbitmq", "sql", "sqs", "zeromq");

    /** One operation, and the verdict on each transport. */
    record Judged(String operation, Needs needs, List<Verdict> verdicts) {
        boolean fits() {
            return verdicts.stream().anyMatch(verdict -> verdict.fit() != Verdict.Fit.LACKS);
        }
    }

    static Advice of(Needs needs, Advisor advisor) {
        return of("", List.of(new Judged("", needs, advisor.judge(needs))), advisor);
    }

    static Advice of(ContractModel contract, Collection<Need> more, Advisor advisor) {
        List<Judged> operations = contract.operations().stream()
                .map(operation -> {
                    Needs needs = Needs.of(operation).and(more);
                    return new Judged(operation.name(), needs, advisor.judge(needs));
                })
                .toList();
        return of(contract.name(), operations, advisor);
    }

    private static Advice of(String contract, List<Judged> operations, Advisor advisor) {
        List<String> there =
                advisor.candidates().stream().map(Candidate::transport).toList();
        return new Advice(
                contract,
                advisor.candidates(),
                operations,
                OWN.stream().filter(name -> !there.contains(name)).toList());
    }

    /** Whether there is a transport for each operation. */
    boolean fits() {
        return operations.stream().allMatch(Judged::fits);
    }
}
