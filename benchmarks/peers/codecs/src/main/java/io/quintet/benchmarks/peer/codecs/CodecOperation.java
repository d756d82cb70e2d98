package io.quintet.benchmarks.peer.codecs;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writing and reading the example order in one format. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class CodecOperation {
    /** The name of a {@link Format}. */
    @Param("json")
    public String format;

    private Format chosen;
    private byte[] bytes;

    /** For JMH. */
    public CodecOperation() {}

    /** Refuses a format that does not give back what was written. */
    @Setup
    public void start() throws Exception {
        chosen = Format.named(format);
        bytes = chosen.write();
        Object read = chosen.read(bytes);
        if (!read.equals(chosen.example())) {
            throw new IllegalStateException(format + ": read " + read + " (expected: " + chosen.example() + ")");
        }
    }

    /** The order as bytes. */
    @Benchmark
    public byte[] write() throws Exception {
        return chosen.write();
    }

    /** The order from bytes. */
    @Benchmark
    public Object read() throws Exception {
        return chosen.read(bytes);
    }
}
