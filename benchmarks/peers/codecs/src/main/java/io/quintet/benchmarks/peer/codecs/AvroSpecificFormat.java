package io.quintet.benchmarks.peer.codecs;

import io.quintet.benchmarks.calls.Order;
import io.quintet.benchmarks.peer.avro.AvroLineItem;
import io.quintet.benchmarks.peer.avro.AvroOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;

/** The classes that Avro's compiler makes, as a bare body without a header; encoders and decoders are made anew, as threads need. */
final class AvroSpecificFormat implements Format {
    private final AvroOrder order = order(Order.example("order-20260101-000417"));
    private final DatumWriter<AvroOrder> writer;
    private final DatumReader<AvroOrder> reader;

    @SuppressWarnings("unchecked") // Avro's signatures
    AvroSpecificFormat() {
        SpecificData data = order.getSpecificData();
        writer = data.createDatumWriter(order.getSchema());
        reader = data.createDatumReader(order.getSchema());
    }

    private static AvroOrder order(Order order) {
        return new AvroOrder(
                order.orderId(),
                order.consumerId(),
                order.restaurantId(),
                order.address(),
                order.deliverAt(),
                order.items().stream()
                        .map(item ->
                                new AvroLineItem(item.menuItemId(), item.name(), item.quantity(), item.priceCents()))
                        .toList());
    }

    @Override
    public byte[] write() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writer.write(order, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    @Override
    public Object read(byte[] bytes) throws IOException {
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    @Override
    public Object example() {
        return order;
    }
}
