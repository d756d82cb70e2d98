package io.quintet.benchmarks;

import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.Order;
import io.quintet.codec.json.JsonCodec;
import io.quintet.spi.RecordCodec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The part of {@link MemoryOperation} that is the codec's: both records written and read, and nothing else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonAlone {
    private final Orders.Desk desk = new Orders.Desk();
    private final Order order = Order.example("order-20260101-000417");
    private final RecordCodec<Order> requests = new JsonCodec().of(Order.class);
    private final RecordCodec<Accepted> responses = new JsonCodec().of(Accepted.class);

    /** For JMH. */
    public JsonAlone() {}

    /** What one operation has to write and read. */
    @Benchmark
    public Object json() {
        Order request = requests.decode(requests.encode(order));
        return responses.decode(responses.encode(desk.place(request)));
    }
}
