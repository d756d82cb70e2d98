package io.quintet.cli.advise;

import io.quintet.InteractionStyle;
import io.quintet.advice.Candidate;
import io.quintet.advice.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Operations by transports, under their styles; each reason has a number and stands once below. */
final class ContractTable {
    private static final String GAP = "  ";

    private final PrintWriter out;
    private final Ansi ansi;
    private final List<String> reasons = new ArrayList<>();

    ContractTable(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** One cell; without an answer it is a title. */
    private record Cell(String text, @Nullable Answer answer) {
        String print(Ansi ansi, int width) {
            String padded = text + " ".repeat(width - text.length());
            return answer == null ? padded : answer.coloured(ansi, padded);
        }
    }

    void print(Advice advice) {
        List<List<Cell>> lines = new ArrayList<>();
        lines.add(titles(advice.contract(), advice.candidates(), Candidate::transport));
        lines.add(titles("", advice.candidates(), Candidate::variant));
        for (InteractionStyle style : InteractionStyle.values()) {
            List<Advice.Judged> operations = advice.operations().stream()
                    .filter(judged -> judged.needs().style() == style)
                    .toList();
            if (!operations.isEmpty()) {
                lines.add(titles(style.name(), advice.candidates(), candidate -> ""));
                operations.forEach(judged -> lines.add(row(judged, advice.candidates())));
            }
        }
        lay(lines);
        out.println();
        for (int i = 0; i < reasons.size(); i++) {
            List<String> text = Wrapping.lines(reasons.get(i), Wrapping.WIDTH - 4);
            out.println(String.format("%2d", i + 1) + GAP + text.getFirst());
            text.stream().skip(1).forEach(line -> out.println("    " + line));
        }
    }

    private static List<Cell> titles(String first, List<Candidate> candidates, Function<Candidate, String> title) {
        return Stream.concat(Stream.of(first), candidates.stream().map(title))
                .map(text -> new Cell(text, null))
                .toList();
    }

    private List<Cell> row(Advice.Judged judged, List<Candidate> candidates) {
        List<Cell> row = new ArrayList<>();
        row.add(new Cell(GAP + judged.operation(), null));
        for (Candidate candidate : candidates) {
            judged.verdicts().stream()
                    .filter(verdict -> verdict.candidate().equals(candidate))
                    .map(this::cell)
                    .forEach(row::add);
        }
        return row;
    }

    private Cell cell(Verdict verdict) {
        Answer answer = Answer.of(verdict);
        if (verdict.text().isEmpty()) {
            return new Cell(answer.word(), answer);
        }
        if (!reasons.contains(verdict.text())) {
            reasons.add(verdict.text());
        }
        int number = reasons.indexOf(verdict.text()) + 1;
        return new Cell(answer.word() + " " + number, answer);
    }

    private void lay(List<List<Cell>> lines) {
        int[] widths = new int[lines.getFirst().size()];
        for (List<Cell> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).text().length());
            }
        }
        for (List<Cell> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(i == 0 ? "" : GAP).append(line.get(i).print(ansi, widths[i]));
            }
            if (!text.toString().isBlank()) {
                out.println(text.toString().stripTrailing());
            }
        }
    }
}
