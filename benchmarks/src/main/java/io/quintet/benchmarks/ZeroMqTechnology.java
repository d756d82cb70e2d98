package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The bare JeroMQ, from one socket to another; the address is where the consumer listens.
 *
 * @param confirmed from a DEALER to a ROUTER that answers each message with an empty one; otherwise from PUSH to PULL
 */
record ZeroMqTechnology(boolean confirmed) implements Technology {
    private static final int POLL_MILLIS = 100;

    @Override
    public Sender sender(Leg leg) {
        ZContext context = new ZContext();
        ZMQ.Socket socket = context.createSocket(confirmed ? SocketType.DEALER : SocketType.PUSH);
        socket.connect(leg.address());
        return new ZeroMqSender(context, socket, confirmed);
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) {
        ZContext context = new ZContext();
        ZMQ.Socket socket = context.createSocket(confirmed ? SocketType.ROUTER : SocketType.PULL);
        socket.setReceiveTimeOut(POLL_MILLIS);
        socket.bind(leg.address());
        AtomicBoolean closing = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().name("consumer").start(() -> receive(socket, intake, closing));
        return () -> {
            closing.set(true);
            thread.join();
            context.close();
        };
    }

    private void receive(ZMQ.Socket socket, Intake intake, AtomicBoolean closing) {
        while (!closing.get()) {
            byte[] first = socket.recv();
            if (first == null) {
                continue; // nothing came
            }
            intake.received(confirmed ? socket.recv() : first);
            intake.acknowledged(1);
            if (confirmed) {
                socket.sendMore(first);
                socket.send(new byte[0]);
            }
        }
    }

    /** A message that is lost never arrives, which the count of those received shows; so does one that is not confirmed. */
    private record ZeroMqSender(ZContext context, ZMQ.Socket socket, boolean confirmed) implements Sender {
        @Override
        public void send(String key, byte[] payload) {
            socket.send(payload);
            takeConfirmations();
        }

        private void takeConfirmations() {
            byte[] confirmation;
            do {
                confirmation = confirmed ? socket.recv(ZMQ.DONTWAIT) : null;
            } while (confirmation != null);
        }

        @Override
        public long failed() {
            return 0;
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
