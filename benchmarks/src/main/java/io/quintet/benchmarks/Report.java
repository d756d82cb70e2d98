package io.quintet.benchmarks;

import io.quintet.codec.json.JsonCodec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param machine where it ran
 * @param loadBefore the load average of the last minute when it began
 * @param loadAfter the same when it ended, this run included
 * @param seconds how long each measurement took
 * @param notes what else to know of the run, such as what a server says of itself
 * @param rows the figures
 */
record Report(Machine machine, double loadBefore, double loadAfter, int seconds, List<String> notes, List<Row> rows) {
    private static final List<String> TITLES = List.of("WHAT", "BAR", "FIGURE", "SPREAD", "VERDICT", "NOTE");

    /** Whether every bar is kept. */
    boolean good() {
        return rows.stream().allMatch(Row::good);
    }

    void print(PrintStream out) {
        out.println();
        out.println(machine.text());
        notes.forEach(out::println);
        out.printf("load %.2f before, %.2f after; %d s a measurement%n%n", loadBefore, loadAfter, seconds);
        List<List<String>> cells = rows.stream().map(Report::cells).toList();
        int[] widths = new int[TITLES.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            int widest =
                    cells.stream().mapToInt(line -> line.get(at).length()).max().orElse(0);
            widths[column] = Math.max(widest, TITLES.get(column).length());
        }
        out.println(line(TITLES, widths));
        cells.forEach(line -> out.println(line(line, widths)));
    }

    private static List<String> cells(Row row) {
        Bar bar = row.bar();
        Figure figure = row.figure();
        return List.of(
                row.what(),
                bar == null ? "" : bar.text(figure == null ? "" : figure.unit()).strip(),
                figure == null ? "" : figure.value(),
                figure == null ? "" : figure.spread(),
                row.verdict(),
                row.note());
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            text.append(cell).repeat(' ', widths[column] - cell.length() + 2);
        }
        return text.toString().stripTrailing();
    }

    void write(@Nullable Path file) throws IOException {
        if (file != null) {
            Files.write(file, new JsonCodec().of(Report.class).encode(this));
        }
    }
}
