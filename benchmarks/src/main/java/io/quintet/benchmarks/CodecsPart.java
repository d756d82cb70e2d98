package io.quintet.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures how long codecs write and read an order, with JMH, in a JVM that has our codecs and their peers on its class path. */
final class CodecsPart {
    private static final List<String> OURS = List.of("json", "xml", "protobuf", "avro");
    private static final List<String> PEERS = List.of("jackson", "protobuf-java", "avro-specific");
    private static final List<String> OPERATIONS = List.of("write", "read");
    private static final String MODULE = "codecs";
    private static final String MAIN = "io.quintet.benchmarks.peer.codecs.CodecBench";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Children children;
    private final int seconds;

    CodecsPart(Children children, int seconds) {
        this.children = children;
        this.seconds = seconds;
    }

    List<Row> rows() throws InterruptedException {
        System.out.printf("codecs: JMH, 2 JVMs for each operation of each, %d s and 3 s of warm-up%n", seconds);
        List<String> lines = new ArrayList<>();
        String reason = "no codec of this name yet";
        try (Talk talk =
                children.talk(MODULE, "jmh", ClassPath.ofPeer(MODULE), MAIN, "512m", Integer.toString(seconds))) {
            for (String line = talk.line(PATIENCE); !line.equals("done"); line = talk.line(PATIENCE)) {
                lines.add(line);
            }
        } catch (Exception e) {
            reason = NotMeasured.reason(MODULE, e);
        }
        return rows(lines, reason);
    }

    /** From what the process has said, see {@code CodecBench}; the reason is for what it has not. */
    static List<Row> rows(List<String> lines, String reason) {
        List<Row> rows = new ArrayList<>();
        for (List<String> names : List.of(OURS, PEERS)) {
            for (String name : names) {
                for (String operation : OPERATIONS) {
                    String what = "codec " + name + ", " + operation;
                    Row row = row(what, lines, name + " " + operation + " ");
                    rows.add(row != null ? row : Row.notMeasured(what, null, reason));
                }
            }
        }
        return rows;
    }

    private static @Nullable Row row(String what, List<String> lines, String start) {
        for (String line : lines) {
            if (line.startsWith(start)) {
                List<String> words =
                        Arrays.asList(line.substring(start.length()).split(" ", -1));
                Figure nanos = Figure.of(
                        "ns",
                        words.stream().skip(1).mapToDouble(Double::parseDouble).toArray());
                return Row.of(what, nanos, words.getFirst() + " bytes");
            }
        }
        return null;
    }
}
