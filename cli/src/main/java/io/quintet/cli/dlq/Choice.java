package io.quintet.cli.dlq;

import io.quintet.spi.DeadLetters;
import io.quintet.spi.DeadLetters.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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

    /** Does something with each of the ids; those that are unknown are complained about after the others were dealt with. */
    int each(Predicate<String> action) {
        List<String> unknown = new ArrayList<>();
        int done = 0;
        for (String id : ids) {
            if (action.test(id)) {
                done++;
            } else {
                unknown.add(id);
            }
        }
        if (!unknown.isEmpty()) {
            throw ShowCommand.unknown(unknown);
        }
        return done;
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
