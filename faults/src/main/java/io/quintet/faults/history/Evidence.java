package io.quintet.faults.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The effects by group and operation. */
final class Evidence {
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, Map<String, List<Effect>>> byGroup = new LinkedHashMap<>();
    private final Map<String, List<Effect>> inOrder = new LinkedHashMap<>();
    private final List<Effect> all;

    Evidence(List<Rule> rules, List<Effect> effects) {
        rules.forEach(rule -> this.rules.put(rule.kind() + "/" + rule.group(), rule));
        all = effects;
        for (Effect effect : effects) {
            byGroup.computeIfAbsent(effect.group(), group -> new LinkedHashMap<>())
                    .computeIfAbsent(effect.op(), op -> new ArrayList<>())
                    .add(effect);
            inOrder.computeIfAbsent(effect.group(), group -> new ArrayList<>()).add(effect);
        }
    }

    List<Effect> all() {
        return all;
    }

    /** The rule that an effect is under, or null where none is. */
    @Nullable
    Rule rule(Effect effect) {
        return rules.get(effect.kind() + "/" + effect.group());
    }

    /** The effects of an operation in a group, in the order of commits. */
    List<Effect> of(String group, String op) {
        return byGroup.getOrDefault(group, Map.of()).getOrDefault(op, List.of());
    }

    List<Effect> inOrder(String group) {
        return inOrder.getOrDefault(group, List.of());
    }

    /** The committed run of the handler that caused an effect, or null where none was. */
    @Nullable
    Effect cause(Rule rule, Effect effect) {
        return of(rule.causeGroup(), causeOp(effect)).stream()
                .filter(cause -> cause.run().equals(effect.cause()))
                .findFirst()
                .orElse(null);
    }

    static String causeOp(Effect effect) {
        String suffix = Rule.caused(effect.kind(), "");
        return effect.op().endsWith(suffix)
                ? effect.op().substring(0, effect.op().length() - suffix.length())
                : effect.op();
    }
}
