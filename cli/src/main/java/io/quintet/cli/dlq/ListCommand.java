package io.quintet.cli.dlq;

import io.quintet.message.HeaderNames;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.DeadLetters.Order;
import io.quintet.spi.DeadLetters.Page;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quintet dlq list}. */
@Command(
        name = "list",
        description = "Lists dead letters, the newest first.",
        footer = {
            "",
            "Examples:",
            "  quintet dlq list --directory quintet-data",
            "  quintet dlq list --channel kitchen --group kitchen --limit 500",
            "  quintet dlq list --json | jq -r '.[].type' | sort | uniq -c"
        })
final class ListCommand implements Callable<Integer> {
    private static final int PAGE = 100;
    private static final int MOST_ERROR = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Mixin
    private FilterOptions which = new FilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The most to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--oldest-first", description = "List the oldest first.")
    private boolean oldestFirst;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit: " + limit + " (expected: >= 1)");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (DeadLetterStore open = store.open()) {
            if (json) {
                try (LetterJson array = new LetterJson(out)) {
                    visit(open.letters(), array::add);
                }
            } else {
                print(open.letters(), out);
            }
        }
        out.flush();
        return 0;
    }

    private void print(DeadLetters letters, PrintWriter out) {
        Table table = new Table("ID", "CHANNEL", "GROUP", "WHEN", "ATTEMPTS", "TYPE", "KEY", "ERROR");
        visit(letters, letter -> table.add(row(letter)));
        long all = FilterOptions.count(letters, which.filter());
        if (table.rows() == 0) {
            out.println("no dead letters");
            return;
        }
        table.print(out);
        if (table.rows() < all) {
            out.println();
            out.println(table.rows() + " of " + all + "; --limit shows more");
        }
    }

    private static List<String> row(DeadLetter letter) {
        return List.of(
                letter.id(),
                letter.channel(),
                letter.group(),
                Texts.time(letter.at()),
                Integer.toString(letter.attempts().getLast().number()),
                orDash(letter.message().header(HeaderNames.TYPE)),
                orDash(letter.message().key()),
                Texts.line(letter.attempts().getLast().error(), MOST_ERROR));
    }

    private static String orDash(@Nullable String value) {
        return value == null || value.isEmpty() ? "-" : value;
    }

    private void visit(DeadLetters letters, Consumer<DeadLetter> visitor) {
        Page page = Page.first(oldestFirst ? Order.OLDEST_FIRST : Order.NEWEST_FIRST, Math.min(limit, PAGE));
        int left = limit;
        while (left > 0) {
            List<DeadLetter> found = letters.list(which.filter(), page);
            if (found.isEmpty()) {
                return;
            }
            found.stream().limit(left).forEach(visitor);
            left -= found.size();
            page = page.after(found.getLast());
        }
    }
}
