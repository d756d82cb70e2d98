package io.quintet.examples.fooddelivery.demo;

/** A snapshot in one line. */
final class Lines {
    private Lines() {}

    static String of(Snapshot snapshot) {
        Verdict verdict = snapshot.verdict();
        StringBuilder line = new StringBuilder(Texts.clock(snapshot.since()));
        snapshot.dead().forEach(death -> line.append("  FAILED ").append(death.instance()));
        line.append("  ").append(snapshot.phase());
        line.append(": ")
                .append(snapshot.running())
                .append(" of ")
                .append(snapshot.processes().size())
                .append(" up, ");
        line.append(Texts.count(verdict.acknowledged())).append(" orders, ");
        line.append(Texts.count(verdict.lost())).append(" under way, ");
        line.append(Texts.count(verdict.effects())).append(" effects, phantom ").append(verdict.phantom());
        line.append(", twice ").append(verdict.appliedTwice());
        line.append(", out of order ").append(verdict.orderBreaks());
        line.append(", redelivered ").append(snapshot.redelivered());
        return line.toString();
    }
}
