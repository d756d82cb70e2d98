package io.quintet.transport.zeromq;

import zmq.Msg;

/** A frame on its way out. JeroMQ's thread asks for its size when it takes it, most often just woken for it; then it gives way. */
final class Frame extends Msg {
    private final Sending sending;

    Frame(byte[] bytes, Sending sending) {
        super(bytes);
        this.sending = sending;
    }

    @Override
    public int size() {
        sending.giveWay();
        return super.size();
    }
}
