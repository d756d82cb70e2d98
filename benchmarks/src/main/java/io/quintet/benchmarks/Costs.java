package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a message costs at each size of something; each is compared with the cheapest of those before it. */
final class Costs {
    /** What counts as flat: the rest is noise, and what a deeper tree or a fuller cache may cost. */
    private static final Bar FLAT = Bar.atMost(1.25);

    private final String title;
    private final List<String> sizes;
    private final Map<String, List<Double>> micros = new LinkedHashMap<>();
    private final Map<String, List<Double>> latencies = new LinkedHashMap<>();
    private final Map<String, List<Double>> processor = new LinkedHashMap<>();

    Costs(String title, List<String> sizes) {
        this.title = title;
        this.sizes = List.copyOf(sizes);
    }

    /** One more measurement, in microseconds a message. */
    void add(String size, double micro) {
        micros.computeIfAbsent(size, key -> new ArrayList<>()).add(micro);
        System.out.printf("%s, %s: %s us a message%n", title, size, Figure.number(micro));
    }

    /** One more measurement; {@code deliveries} is how often each message is delivered. */
    void add(String size, Course.Span span, int deliveries) {
        add(size, 1e6 / span.rate() / deliveries);
        processor
                .computeIfAbsent(size, key -> new ArrayList<>())
                .add((span.clientMicros() + span.brokerMicros()) / deliveries);
    }

    /** One more latency with one message in flight, in milliseconds. */
    void addLatency(String size, double millis) {
        latencies.computeIfAbsent(size, key -> new ArrayList<>()).add(millis);
    }

    List<Row> rows(Attempt attempt) throws InterruptedException {
        String reason = "";
        try {
            attempt.measure(this);
        } catch (Exception e) {
            reason = NotMeasured.reason(title, e);
        }
        List<Row> rows = new ArrayList<>();
        for (String size : sizes) {
            rows.add(row(size, reason));
        }
        return rows;
    }

    private Row row(String size, String reason) {
        String what = "cost, " + title + ": " + size;
        boolean first = size.equals(sizes.getFirst());
        OptionalDouble least = sizes.subList(0, sizes.indexOf(size)).stream()
                .filter(micros::containsKey)
                .mapToDouble(each -> figure("us", micros, each).median())
                .min();
        if (!micros.containsKey(size) || (!first && least.isEmpty())) {
            return Row.notMeasured(what, first ? null : FLAT, reason);
        }
        String note = note(size);
        if (first) {
            return Row.of(what, figure("us", micros, size), note);
        }
        List<Double> ratios = micros.get(size).stream()
                .map(each -> each / least.getAsDouble())
                .toList();
        return Row.of(what, FLAT, Figure.of("x", ratios), note);
    }

    private static Figure figure(String unit, Map<String, List<Double>> values, String size) {
        return Figure.of(unit, values.getOrDefault(size, List.of()));
    }

    private String note(String size) {
        List<String> notes = new ArrayList<>();
        notes.add(figure("us", micros, size).value());
        if (processor.containsKey(size)) {
            notes.add("processor time " + figure("us", processor, size).value());
        }
        if (latencies.containsKey(size)) {
            notes.add("1 in flight, median " + figure("ms", latencies, size).value());
        }
        return String.join("; ", notes);
    }

    /** Measures, as far as it gets. */
    interface Attempt {
        void measure(Costs costs) throws Exception;
    }
}
