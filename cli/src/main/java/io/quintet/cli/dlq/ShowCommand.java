package io.quintet.cli.dlq;

import io.quintet.QuintetException;
import io.quintet.cli.CommandFailed;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.DeadLetter;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quintet dlq show}. */
@Command(
        name = "show",
        description = "Shows a dead letter: headers, attempts, the exception and the payload.",
        footer = {"", "Examples:", "  quintet dlq show 17", "  quintet dlq show 17 --full --directory quintet-data"})
final class ShowCommand implements Callable<Integer> {
    private static final int MOST_TRACE_LINES = 25;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Parameters(paramLabel = "ID", description = "The first column of quintet dlq list.")
    private String id = "";

    @Option(names = "--full", description = "Show the whole payload and the whole exception, however long.")
    private boolean full;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (DeadLetterStore open = store.open()) {
            print(open, open.letters().find(id).orElseThrow(() -> unknown(List.of(id))), out);
        }
        out.flush();
        return 0;
    }

    static CommandFailed unknown(List<String> ids) {
        return new CommandFailed((ids.size() == 1 ? "dead letter " : "dead letters ") + String.join(", ", ids)
                + ": unknown (expected: ids that quintet dlq list shows)");
    }

    private void print(DeadLetterStore from, DeadLetter letter, PrintWriter out) {
        out.println("Dead letter " + letter.id() + " of group " + Texts.printable(letter.group()) + " on channel "
                + Texts.printable(letter.channel()) + ", given up at " + letter.at());
        printHeaders(letter, out);
        printAttempts(letter, out);
        printReason(letter, out);
        out.println();
        try {
            printPayload(from.whole(letter), out);
        } catch (QuintetException e) {
            out.println("Payload, not to be had");
            out.println("  " + Texts.printable(String.valueOf(e.getMessage())));
        }
    }

    private void printPayload(Message message, PrintWriter out) {
        String type = message.header(HeaderNames.CONTENT_TYPE);
        byte[] payload = message.payload();
        out.println("Payload, " + payload.length + " bytes" + (type == null ? "" : ", " + Texts.printable(type)));
        PayloadText.of(payload, full).lines().forEach(line -> out.println("  " + line));
    }

    private static void printHeaders(DeadLetter letter, PrintWriter out) {
        Table table = new Table("  HEADER", "VALUE");
        letter.message().headers().forEach((name, value) -> table.add(List.of("  " + name, value)));
        out.println();
        table.print(out);
    }

    private static void printAttempts(DeadLetter letter, PrintWriter out) {
        Table table = new Table("  ATTEMPT", "AT", "INSTANCE", "ERROR");
        for (Attempt attempt : letter.attempts()) {
            table.add(List.of("  " + attempt.number(), attempt.at().toString(), attempt.instance(), attempt.error()));
        }
        out.println();
        table.print(out);
    }

    private void printReason(DeadLetter letter, PrintWriter out) {
        List<String> lines = Texts.printableLines(letter.reason()).lines().toList();
        int shown = full ? lines.size() : Math.min(lines.size(), MOST_TRACE_LINES);
        out.println();
        out.println("Exception");
        lines.subList(0, shown).forEach(line -> out.println("  " + line));
        if (shown < lines.size()) {
            out.println("  … " + (lines.size() - shown) + " more lines; --full shows them");
        }
    }
}
