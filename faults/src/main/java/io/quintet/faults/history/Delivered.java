package io.quintet.faults.history;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lost, incomplete, phantom, failed yet delivered, and applied more than once. */
final class Delivered {
    private final List<Rule> rules;
    private final Outcomes outcomes;
    private final Evidence evidence;

    Delivered(List<Rule> rules, Outcomes outcomes, Evidence evidence) {
        this.rules = rules;
        this.outcomes = outcomes;
        this.evidence = evidence;
    }

    void check(List<Finding> findings) {
        Map<String, Set<String>> groups = new LinkedHashMap<>(); // by kind
        for (Rule rule : rules) {
            if (!rule.expires()) {
                groups.computeIfAbsent(rule.kind(), kind -> new LinkedHashSet<>())
                        .add(rule.group());
            }
        }
        for (Outcomes.Outcome outcome : outcomes.all()) {
            Event event = outcome.event();
            if (outcome.end() != Event.Type.FAIL) {
                complete(
                        groups.getOrDefault(event.kind(), Set.of()),
                        event.kind(),
                        event.op(),
                        event.key(),
                        outcome.end() == Event.Type.OK,
                        findings);
            }
        }
        for (Rule rule : rules) {
            if (rule.isCaused() && rule.group().equals(first(groups, rule.kind()))) {
                for (Effect cause : evidence.inOrder(rule.causeGroup())) {
                    if (cause.kind().equals(rule.causeKind())) {
                        String op = Rule.caused(rule.kind(), cause.op());
                        complete(
                                groups.getOrDefault(rule.kind(), Set.of()),
                                rule.kind(),
                                op,
                                cause.key(),
                                true,
                                findings);
                    }
                }
            }
        }
        evidence.all().forEach(effect -> justified(effect, findings));
        repeated(findings);
    }

    private static String first(Map<String, Set<String>> groups, String kind) {
        return groups.getOrDefault(kind, Set.of()).stream().findFirst().orElse("");
    }

    private boolean torn(Set<String> without, String kind) {
        return rules.stream()
                .filter(rule -> rule.kind().equals(kind) && without.contains(rule.group()))
                .allMatch(Rule::torn);
    }

    private void complete(
            Set<String> groups, String kind, String op, String key, boolean certain, List<Finding> findings) {
        Set<String> without = new LinkedHashSet<>();
        groups.stream().filter(group -> evidence.of(group, op).isEmpty()).forEach(without::add);
        if (without.isEmpty() || (!certain && (without.size() == groups.size() || torn(without, kind)))) {
            return;
        }
        if (without.size() == groups.size()) {
            findings.add(
                    new Finding(Verdict.LOST, String.join(" and ", without), op, "", key, "no effect (expected: one)"));
        } else {
            String elsewhere = groups.stream()
                    .filter(group -> !without.contains(group))
                    .findFirst()
                    .orElse("");
            findings.add(new Finding(
                    Verdict.INCOMPLETE,
                    String.join(" and ", without),
                    op,
                    evidence.of(elsewhere, op).getFirst().message(),
                    key,
                    "no effect (expected: one, for group " + elsewhere + " has it)"));
        }
    }

    private void justified(Effect effect, List<Finding> findings) {
        Rule rule = evidence.rule(effect);
        if (rule == null) {
            findings.add(finding(Verdict.PHANTOM, effect, "kind " + effect.kind() + " is not for this group"));
        } else if (rule.isCaused()) {
            if (evidence.cause(rule, effect) == null) {
                boolean known = outcomes.of(Evidence.causeOp(effect)) != null;
                findings.add(finding(
                        rule.reply() ? Verdict.WRONG_REPLY : known ? Verdict.FAILED_YET_DELIVERED : Verdict.PHANTOM,
                        effect,
                        "sent by run " + effect.cause() + " of a handler of " + rule.causeGroup()
                                + ", which never committed"));
            }
        } else {
            Outcomes.Outcome outcome = outcomes.of(effect.op());
            if (outcome == null) {
                findings.add(finding(Verdict.PHANTOM, effect, "nobody has begun it"));
            } else if (outcome.end() == Event.Type.FAIL) {
                findings.add(
                        finding(Verdict.FAILED_YET_DELIVERED, effect, "its producer was told that nothing was done"));
            } else if (!outcome.event().kind().equals(effect.kind())
                    || !outcome.event().key().equals(effect.key())
                    || outcome.event().seq() != effect.seq()) {
                findings.add(finding(
                        Verdict.PHANTOM,
                        effect,
                        effect.kind() + " with key \"" + effect.key() + "\" and seq " + effect.seq() + " (expected: "
                                + outcome.event().kind() + " with \""
                                + outcome.event().key() + "\" and "
                                + outcome.event().seq() + ")"));
            }
        }
    }

    private void repeated(List<Finding> findings) {
        Set<String> told = new LinkedHashSet<>();
        for (Effect effect : evidence.all()) {
            Rule rule = evidence.rule(effect);
            List<Effect> same = evidence.of(effect.group(), effect.op());
            if (rule != null && rule.once() && same.size() > 1 && told.add(effect.group() + "\n" + effect.op())) {
                Effect second = same.get(1);
                findings.add(finding(
                        rule.reply() ? Verdict.SECOND_REPLY : Verdict.DUPLICATE,
                        second,
                        same.size() + " effects (expected: 1), the first on " + effect.node() + " of message "
                                + effect.message() + ", this one on " + second.node() + ", attempt "
                                + second.attempt()));
            }
        }
    }

    private static Finding finding(Verdict verdict, Effect effect, String detail) {
        return new Finding(verdict, effect.group(), effect.op(), effect.message(), effect.key(), detail);
    }
}
