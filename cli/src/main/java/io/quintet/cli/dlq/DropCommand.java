package io.quintet.cli.dlq;

import io.quintet.cli.CommandFailed;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.DeadLetters.Order;
import io.quintet.spi.DeadLetters.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quintet dlq drop}. */
@Command(
        name = "drop",
        description = "Removes dead letters for good.",
        footer = {
            "",
            "Examples:",
            "  quintet dlq drop 17",
            "  quintet dlq drop --all --channel kitchen --group kitchen --yes"
        })
final class DropCommand implements Callable<Integer> {
    private static final int PAGE = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Mixin
    private Choice choice = new Choice();

    @Option(names = "--yes", description = "Do not ask before --all.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        choice.check(spec);
        PrintWriter out = spec.commandLine().getOut();
        try (DeadLetterStore open = store.open()) {
            if (choice.all()) {
                dropAll(open.letters(), out);
            } else {
                choice.those(open.letters()::drop, "dropped", out);
            }
        } finally {
            out.flush();
        }
        return 0;
    }

    private void dropAll(DeadLetters letters, PrintWriter out) throws IOException {
        List<DeadLetters.Count> counts = letters.counts(choice.filter());
        if (counts.isEmpty()) {
            out.println("no dead letters");
            return;
        }
        if (yes) {
            out.println("dropped " + letters.drop(choice.filter()));
        } else {
            String newest = letters.list(choice.filter(), Page.first(Order.NEWEST_FIRST, 1)).stream()
                    .map(DeadLetter::id)
                    .findFirst()
                    .orElse("");
            Choice.table(counts).print(out);
            out.print("Drop them for good? [y/N] ");
            out.flush();
            if (!agreed()) {
                throw new CommandFailed("nothing was dropped (expected: y as the answer, or --yes)");
            }
            long asked = counts.stream().mapToLong(DeadLetters.Count::count).sum();
            out.println("dropped " + dropOldest(letters, asked, newest));
        }
    }

    /** As many as were asked about, up to the newest of them: to those given up since nobody has agreed. */
    private long dropOldest(DeadLetters letters, long most, String newest) {
        Page page = Page.first(Order.OLDEST_FIRST, PAGE);
        List<DeadLetter> found = letters.list(choice.filter(), page);
        long dropped = 0;
        while (!found.isEmpty() && dropped < most) {
            List<String> ids = found.stream().map(DeadLetter::id).toList();
            int end = ids.indexOf(newest);
            List<String> agreed = end < 0 ? ids : ids.subList(0, end + 1);
            dropped += letters.drop(agreed.subList(0, (int) Math.min(agreed.size(), most - dropped)))
                    .size();
            if (end >= 0) {
                return dropped;
            }
            page = page.after(found.getLast());
            found = letters.list(choice.filter(), page);
        }
        return dropped;
    }

    private static boolean agreed() throws IOException {
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null
                && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }
}
