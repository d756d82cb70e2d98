package io.quintet.examples.fooddelivery.demo;

import io.quintet.InteractionStyle;
import java.util.ArrayList;
import java.util.List;

/** All that speaks against a run. */
final class Judgement {
    private final List<String> problems = new ArrayList<>();
    private final Totals totals;

    /** {@code interrupted} runs need not have placed all orders, nor have seen all effects. */
    Judgement(DemoOptions options, Totals totals, Verdict verdict, List<Child> dead, boolean interrupted) {
        this.totals = totals;
        dead.forEach(child -> problems.add(Supervisor.obituary(child, "ended although nobody had asked it to")));
        count(interrupted ? 0 : verdict.lost(), "orders are incomplete");
        count(verdict.phantom(), "effects belong to no order");
        count(verdict.appliedTwice(), "effects were applied more than once");
        count(verdict.orderBreaks(), "events were heard of out of order");
        if (problems.size() > dead.size()) {
            verdict.examples().forEach(example -> problems.add("for example " + example));
        }
        if (!interrupted) {
            if (verdict.acknowledged() != options.orders()) {
                problems.add(verdict.acknowledged() + " orders acknowledged (expected: " + options.orders() + ")");
            }
            for (InteractionStyle style : InteractionStyle.values()) {
                if (totals.style(style).operations() == 0) {
                    problems.add(style + ": 0 operations (expected: > 0)");
                }
            }
        }
    }

    private void count(long number, String what) {
        if (number > 0) {
            problems.add(number + " " + what + " (expected: 0)");
        }
    }

    void add(List<String> more) {
        problems.addAll(more);
    }

    /** What was complete before the services were stopped must not have been lost by it. */
    void stayed(Verdict before, Verdict after) {
        if (after.effects() < before.effects()) {
            problems.add(after.effects() + " effects after the services were stopped (expected: at least "
                    + before.effects() + ", as before)");
        }
    }

    /** A kill that no delivery felt proves nothing. */
    void hit(KillPlan kills) {
        if (kills.hitsMessages() && totals.redelivered() == 0) {
            problems.add("0 redeliveries although processes were killed (expected: > 0)");
        }
    }

    boolean passed() {
        return problems.isEmpty();
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
