package io.quintet.cli.dlq;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quintet dlq replay}. */
@Command(
        name = "replay",
        description = {
            "Delivers dead letters again, each to the group that has given it up and to no other.",
            "A message comes after what has been sent since. One that fails again is a dead letter again."
        },
        footer = {
            "",
            "Examples:",
            "  quintet dlq replay 17 18",
            "  quintet dlq replay --all --channel kitchen --group kitchen"
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Mixin
    private Choice choice = new Choice();

    @Override
    public Integer call() {
        choice.check(spec);
        PrintWriter out = spec.commandLine().getOut();
        try (DeadLetterStore open = store.open()) {
            if (choice.all()) {
                int replayed = open.letters().replay(choice.filter());
                out.println(replayed == 0 ? "no dead letters" : "replayed " + replayed);
            } else {
                choice.those(open.letters()::replay, "replayed", out);
            }
        } finally {
            out.flush();
        }
        return 0;
    }
}
