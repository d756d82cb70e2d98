package io.quintet.faults.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Judges histories and the effects that were committed, after all is done. It knows nothing of how anything works: what was acknowledged
 * must have its effect, once where there is an inbox, in order; what failed must not; what nobody knows the end of may.
 */
public final class Checker {
    private final List<Rule> rules;

    /** By these rules. */
    public Checker(Collection<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Everything that is wrong; nothing if all is well.
     *
     * @param history the events of all processes, those of one process in their order
     * @param effects the effects of all groups, those of one group in the order of their commits
     */
    public List<Finding> check(List<Event> history, List<Effect> effects) {
        Outcomes outcomes = Outcomes.of(history);
        Evidence evidence = new Evidence(rules, effects);
        List<Finding> findings = new ArrayList<>();
        new Delivered(rules, outcomes, evidence).check(findings);
        new Ordered(rules, outcomes, evidence).check(findings);
        new Fenced(effects).check(findings);
        new Answered(history, evidence).check(findings);
        return findings;
    }
}
