package io.quintet.examples.fooddelivery.demo;

import io.quintet.InteractionStyle;
import io.quintet.examples.fooddelivery.process.StatsLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all processes have counted, together. Safe for use by many threads. */
final class Totals {
    private final Map<Key, Operation> operations = new TreeMap<>();
    private long redelivered;

    private record Key(InteractionStyle style, String operation, String transport) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byStyle = style.compareTo(other.style);
            int byName = byStyle != 0 ? byStyle : operation.compareTo(other.operation);
            return byName != 0 ? byName : transport.compareTo(other.transport);
        }
    }

    private record Operation(Measured all, Recent recent) {}

    /**
     * One row of figures.
     *
     * @param name the style, or the operation
     * @param transport the technology, several separated by a plus
     */
    record Row(String name, String transport, long operations, long failures, double perSecond, Percentiles latency) {}

    /** Adds what a process has counted. */
    synchronized void add(StatsLine line) {
        redelivered += line.redelivered();
        for (StatsLine.Series series : line.series()) {
            Key key = new Key(InteractionStyle.valueOf(series.style()), series.operation(), series.transport());
            Operation operation = operations.computeIfAbsent(key, k -> new Operation(new Measured(), new Recent()));
            operation.all.add(series);
            operation.recent.add(series);
        }
    }

    /** Deliveries that were not the first of their message, known as such beforehand or by the inbox. */
    synchronized long redelivered() {
        return redelivered;
    }

    /** The whole of a style. */
    synchronized Row style(InteractionStyle style) {
        Measured sum = new Measured();
        Measured recent = new Measured();
        Duration window = Recent.LONGEST;
        TreeSet<String> transports = new TreeSet<>();
        for (Map.Entry<Key, Operation> entry : operations.entrySet()) {
            if (entry.getKey().style == style) {
                sum.add(entry.getValue().all);
                recent.add(entry.getValue().recent.measured());
                window = entry.getValue().recent.window();
                transports.add(entry.getKey().transport);
            }
        }
        return row(style.name(), String.join("+", transports), sum, recent, window);
    }

    /** The latencies of a style over the whole run. */
    synchronized Percentiles overall(InteractionStyle style) {
        Measured sum = new Measured();
        operations.forEach((key, operation) -> {
            if (key.style == style) {
                sum.add(operation.all);
            }
        });
        return sum.latency();
    }

    /** The operations of a style. */
    synchronized List<Row> operations(InteractionStyle style) {
        List<Row> rows = new ArrayList<>();
        operations.forEach((key, operation) -> {
            if (key.style == style) {
                rows.add(row(
                        key.operation,
                        key.transport,
                        operation.all,
                        operation.recent.measured(),
                        operation.recent.window()));
            }
        });
        return rows;
    }

    private static Row row(String name, String transport, Measured all, Measured recent, Duration window) {
        double perSecond = recent.operations() * 1e9 / window.toNanos();
        return new Row(name, transport, all.operations(), all.failures(), perSecond, recent.latency());
    }
}
