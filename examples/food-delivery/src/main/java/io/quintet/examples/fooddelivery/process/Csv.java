package io.quintet.examples.fooddelivery.process;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of comma-separated values with a header line and no quoting. */
public final class Csv {
    private Csv() {}

    /** The rows below the header, which must be exactly as given. */
    public static List<Row> read(Path file, List<String> header) {
        List<String> lines = lines(file);
        String expected = String.join(",", header);
        if (lines.isEmpty() || !lines.getFirst().equals(expected)) {
            throw new DataException(file + ":1: \"" + (lines.isEmpty() ? "" : lines.getFirst()) + "\" (expected: \""
                    + expected + "\")");
        }
        List<Row> rows = new ArrayList<>(lines.size());
        for (int i = 1; i < lines.size(); i++) {
            List<String> fields = List.of(lines.get(i).split(",", -1));
            if (fields.size() != header.size()) {
                throw new DataException(file + ":" + (i + 1) + ": \"" + lines.get(i) + "\": " + fields.size()
                        + " fields (expected: " + header.size() + ", as in " + expected + ")");
            }
            rows.add(new Row(file, i + 1, header, fields));
        }
        if (rows.isEmpty()) {
            throw new DataException(file + ": no rows (expected: at least 1 below the header)");
        }
        return rows;
    }

    private static List<String> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file.toAbsolutePath() + ": not found (expected: a file of comma-separated values)");
        }
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": not UTF-8 text (expected: comma-separated values)", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e, e);
        }
    }

    /**
     * One row.
     *
     * @param line counted from 1, the header being the first
     */
    public record Row(Path file, int line, List<String> header, List<String> fields) {
        /** The text of a column; not empty. */
        public String text(String column) {
            String value = fields.get(header.indexOf(column));
            if (value.isBlank()) {
                throw wrong(column, "not empty");
            }
            return value;
        }

        /** The whole number of a column. */
        public int integer(String column, int least, int most) {
            String expected = "a whole number from " + least + " to " + most;
            try {
                int value = Integer.parseInt(text(column));
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw wrong(column, expected);
            }
            throw wrong(column, expected);
        }

        /** The complaint about a column. */
        public DataException wrong(String column, String expected) {
            return new DataException(file + ":" + line + ": " + column + ": \"" + fields.get(header.indexOf(column))
                    + "\" (expected: " + expected + ")");
        }
    }
}
