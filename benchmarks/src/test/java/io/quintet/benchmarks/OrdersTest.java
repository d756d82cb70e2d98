package io.quintet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.Order;
import io.quintet.codec.protobuf.LockFile;
import io.quintet.codec.protobuf.ProtobufCodec;
import io.quintet.spi.RecordCodec;
import io.quintet.type.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured is the same for ours as for its peers. */
class OrdersTest {
    private static LockFile lock() throws Exception {
        try (var in = Order.class.getResourceAsStream("/" + LockFile.RESOURCE)) {
            assertThat(in).isNotNull();
            return LockFile.parse(LockFile.RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void the_lock_file_has_the_numbers_of_all_that_is_called() throws Exception {
        assertThat(lock().differences(List.of(RecordType.of(Order.class), RecordType.of(Accepted.class))))
                .isEmpty();
    }

    @Test
    void an_order_takes_as_many_bytes_as_with_protoc() {
        RecordCodec<Order> codec = new ProtobufCodec().of(Order.class);
        Order order = Order.example("order-20260101-000417");
        byte[] bytes = codec.encode(order);
        assertThat(bytes).hasSize(198);
        assertThat(codec.decode(bytes)).isEqualTo(order);
    }
}
