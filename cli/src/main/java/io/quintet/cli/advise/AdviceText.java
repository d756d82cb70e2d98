package io.quintet.cli.advise;

import io.quintet.advice.Verdict;
import io.quintet.advice.Words;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Advice for people: reasons beside each transport, or, of a contract, a table with its reasons below. */
final class AdviceText {
    private static final String GAP = "  ";

    private final PrintWriter out;
    private final Ansi ansi;

    AdviceText(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void print(Advice advice) {
        if (advice.contract().isEmpty()) {
            reasons(advice.operations().getFirst());
        } else {
            new ContractTable(out, ansi).print(advice);
        }
        out.println();
        List<String> nowhere = advice.operations().stream()
                .filter(judged -> !judged.fits())
                .map(Advice.Judged::operation)
                .toList();
        if (!nowhere.isEmpty()) {
            out.println(("Nothing here fits " + String.join(", ", nowhere)).stripTrailing()
                    + ": ask for less, or split what is asked for.");
        }
        if (!advice.absent().isEmpty()) {
            out.println("Not on the class path, so not judged: " + String.join(", ", advice.absent()) + ".");
        }
    }

    private void reasons(Advice.Judged judged) {
        String needs = judged.needs().beyond().stream().map(Words::of).collect(Collectors.joining(", "));
        out.println(judged.needs().style() + (needs.isEmpty() ? "" : ", needs " + needs));
        out.println();
        int width = judged.verdicts().stream()
                .mapToInt(verdict -> verdict.candidate().label().length())
                .max()
                .orElse(0);
        String indent = " ".repeat(Answer.WIDTH + width + 3 * GAP.length());
        for (Verdict verdict : judged.verdicts()) {
            List<String> lines = Wrapping.lines(verdict.text(), Wrapping.WIDTH - indent.length());
            String label = verdict.candidate().label();
            String answer = Answer.of(verdict).coloured(ansi);
            out.println((GAP + answer + GAP + label + " ".repeat(width - label.length()) + GAP + lines.getFirst())
                    .stripTrailing());
            lines.stream().skip(1).forEach(line -> out.println(indent + line));
        }
    }
}
