package io.quintet.benchmarks.peer.codecs;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quintet.benchmarks.peer.messages.Messages;
import io.quintet.benchmarks.peer.messages.Order;

/** The classes that protoc makes. A message is built anew for each writing, for it remembers its own size once it knows it. */
final class ProtobufJavaFormat implements Format {
    @Override
    public byte[] write() {
        return Messages.example("order-20260101-000417").toByteArray();
    }

    @Override
    public Object read(byte[] bytes) throws InvalidProtocolBufferException {
        return Order.parseFrom(bytes);
    }

    @Override
    public Object example() {
        return Messages.example("order-20260101-000417");
    }
}
