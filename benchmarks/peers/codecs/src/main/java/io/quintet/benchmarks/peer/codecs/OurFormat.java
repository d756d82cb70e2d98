package io.quintet.benchmarks.peer.codecs;

import io.quintet.benchmarks.calls.Order;
import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import java.util.List;
import java.util.ServiceLoader;

/** A codec of ours, whichever are on the class path. */
record OurFormat(RecordCodec<Order> codec, Order example) implements Format {
    static List<String> names() {
        return ServiceLoader.load(Codec.class).stream()
                .map(provider -> provider.get().name())
                .toList();
    }

    static Format named(String name) {
        for (Codec codec : ServiceLoader.load(Codec.class)) {
            if (codec.name().equals(name)) {
                return new OurFormat(codec.of(Order.class), Order.example("order-20260101-000417"));
            }
        }
        throw new IllegalArgumentException("codec: " + name + " (expected: one of " + names() + ")");
    }

    @Override
    public byte[] write() {
        return codec.encode(example);
    }

    @Override
    public Object read(byte[] bytes) {
        return codec.decode(bytes);
    }
}
