package io.quintet.cli.dlq;

import io.quintet.spi.DeadLetters;
import io.quintet.spi.DeadLetters.Filter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Dead letters by their ids, or all of a filter. */
final class Choice {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "First column of quintet dlq list.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "All, or all of --channel and --group.")
    private boolean all;

    @Mixin
    private FilterOptions which = new FilterOptions();

    /** Complains about what contradicts itself. */
    void check(CommandSpec spec) {
        String wrong = null;
        if (ids.isEmpty() && !all) {
            wrong = "no dead letter named (expected: ids, or --all)";
        } else if (!ids.isEmpty() && all) {
            wrong = "both ids and --all (expected: one of them)";
        } else if (which.given() && !all) {
            wrong = "--channel or --group with ids (expected: with --all)";
        }
        if (wrong != null) {
            throw new ParameterException(spec.commandLine(), wrong);
        }
    }

    boolean all() {
        return all;
    }

    Filter filter() {
        return which.filter();
    }

    /** Does something with the ids, and says so of those that there are; complains about the others. */
    void those(Function<Collection<String>, Set<String>> action, String done, PrintWriter out) {
        Set<String> known = action.apply(ids);
        List<String> unknown = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            if (known.contains(id)) {
                out.println(done + " " + id);
            } else {
                unknown.add(id);
            }
        }
        if (!unknown.isEmpty()) {
            throw ShowCommand.unknown(unknown);
        }
    }

    /** What there is, as a table, for a question. */
    static Table table(List<DeadLetters.Count> counts) {
        Table table = new Table("CHANNEL", "GROUP", "COUNT");
        for (DeadLetters.Count count : counts) {
            table.add(List.of(count.channel(), count.group(), Long.toString(count.count())));
        }
        return table;
    }
}
