package io.quintet.faults.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Order per key, of the first effect of each operation. The producer of a key begins an operation when the one before has ended, so one
 * that was acknowledged comes before all later ones; one whose end nobody knows may come late. What a handler sends has the order in
 * which that handler's effects were committed.
 */
final class Ordered {
    private final List<Rule> rules;
    private final Outcomes outcomes;
    private final Evidence evidence;
    private final Map<Effect, Integer> commits = new HashMap<>();

    Ordered(List<Rule> rules, Outcomes outcomes, Evidence evidence) {
        this.rules = rules;
        this.outcomes = outcomes;
        this.evidence = evidence;
        for (Effect effect : evidence.all()) {
            commits.put(effect, commits.size());
        }
    }

    void check(List<Finding> findings) {
        Set<String> groups = new HashSet<>();
        rules.forEach(rule -> groups.add(rule.group()));
        groups.stream().sorted().forEach(group -> check(group, findings));
    }

    private void check(String group, List<Finding> findings) {
        Set<String> seen = new HashSet<>();
        Map<String, Ranked> last = new HashMap<>(); // by source and key, the one that ranks highest so far
        for (Effect effect : evidence.inOrder(group)) {
            Rule rule = evidence.rule(effect);
            if (rule == null || effect.key().isEmpty() || !seen.add(effect.op())) {
                continue;
            }
            Long rank = rank(rule, effect);
            if (rank == null) {
                continue; // another verdict tells of it
            }
            Ranked now = new Ranked(effect, rank);
            Ranked before = last.putIfAbsent(rule.causeGroup() + "\n" + effect.key(), now);
            if (before == null) {
                continue;
            }
            if (before.rank() < rank) {
                last.put(rule.causeGroup() + "\n" + effect.key(), now);
            } else if (certain(rule, effect)) {
                findings.add(new Finding(
                        Verdict.ORDER,
                        group,
                        effect.op(),
                        effect.message(),
                        effect.key(),
                        "after " + before.effect().op() + ", message "
                                + before.effect().message() + " (expected: before it)"));
            }
        }
    }

    private @Nullable Long rank(Rule rule, Effect effect) {
        if (!rule.isCaused()) {
            return effect.seq();
        }
        Effect cause = evidence.cause(rule, effect);
        return cause == null ? null : Long.valueOf(commits.getOrDefault(cause, 0));
    }

    private boolean certain(Rule rule, Effect effect) {
        Outcomes.Outcome outcome = outcomes.of(effect.op());
        return rule.isCaused() || (outcome != null && outcome.end() == Event.Type.OK);
    }

    private record Ranked(Effect effect, long rank) {}
}
