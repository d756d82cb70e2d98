package io.quintet.faults.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tokens of a shard's owners, in the order of commits: they never fall. */
final class Fenced {
    private final List<Effect> effects;

    Fenced(List<Effect> effects) {
        this.effects = effects;
    }

    void check(List<Finding> findings) {
        Map<String, Effect> newest = new HashMap<>();
        for (Effect effect : effects) {
            if (effect.shard().isEmpty()) {
                continue;
            }
            String shard = effect.group() + "\n" + effect.shard();
            Effect before = newest.putIfAbsent(shard, effect);
            if (before == null || before.token() <= effect.token()) {
                newest.put(shard, effect);
            } else {
                findings.add(new Finding(
                        Verdict.STALE_OWNER,
                        effect.group(),
                        effect.op(),
                        effect.message(),
                        effect.key(),
                        "committed by " + effect.node() + " with token " + effect.token() + " of shard "
                                + effect.shard() + ", after " + before.node() + " with token " + before.token()));
            }
        }
    }
}
