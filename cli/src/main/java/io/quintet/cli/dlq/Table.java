package io.quintet.cli.dlq;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns as wide as their widest cell; numbers to the right; the last column as long as it is. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> lines = new ArrayList<>();
    private final boolean[] numeric;

    Table(String... titles) {
        lines.add(List.of(titles));
        numeric = new boolean[titles.length];
        Arrays.fill(numeric, true);
    }

    void add(List<String> cells) {
        lines.add(cells.stream().map(Texts::printable).toList());
        for (int column = 0; column < numeric.length; column++) {
            numeric[column] &= cells.get(column).chars().allMatch(Character::isDigit);
        }
    }

    int rows() {
        return lines.size() - 1;
    }

    void print(PrintWriter out) {
        int columns = lines.getFirst().size();
        int[] width = new int[columns];
        for (int column = 0; column < columns; column++) {
            for (List<String> line : lines) {
                width[column] = Math.max(width[column], Texts.width(line.get(column)));
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = line.get(column);
                String blanks = " ".repeat(width[column] - Texts.width(cell));
                text.append(numeric[column] ? blanks + cell : cell + blanks);
                text.append(column < columns - 1 ? GAP : "");
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
