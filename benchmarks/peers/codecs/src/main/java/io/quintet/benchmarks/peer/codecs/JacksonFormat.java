package io.quintet.benchmarks.peer.codecs;

import io.quintet.benchmarks.calls.Order;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Jackson's databind on the same record; with reader and writer made once, as its documentation advises. */
final class JacksonFormat implements Format {
    private final Order order = Order.example("order-20260101-000417");
    private final ObjectWriter writer;
    private final ObjectReader reader;

    JacksonFormat() {
        JsonMapper mapper = JsonMapper.shared();
        writer = mapper.writerFor(Order.class);
        reader = mapper.readerFor(Order.class);
    }

    @Override
    public byte[] write() {
        return writer.writeValueAsBytes(order);
    }

    @Override
    public Object read(byte[] bytes) {
        return reader.readValue(bytes);
    }

    @Override
    public Object example() {
        return order;
    }
}
