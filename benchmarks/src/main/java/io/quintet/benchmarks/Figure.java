package io.quintet.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What several repetitions of one measurement came to.
 *
 * @param unit such as {@code us}
 * @param median the middle one, or the mean of the two in the middle
 * @param least the lowest
 * @param most the highest
 */
record Figure(String unit, double median, double least, double most) {
    static Figure of(String unit, List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values: none (expected: at least one)");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Figure(unit, median, sorted[0], sorted[sorted.length - 1]);
    }

    static Figure of(String unit, double... values) {
        return of(unit, Arrays.stream(values).boxed().toList());
    }

    /** The median in three significant digits or as a whole number. */
    String value() {
        return number(median) + " " + unit;
    }

    /** From the lowest to the highest; empty when there is but one. */
    String spread() {
        return least == most ? "" : number(least) + " .. " + number(most);
    }

    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
