package io.quintet.benchmarks.peer.smallrye;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The bean that sends. */
@ApplicationScoped
class Outlet {
    static final String CHANNEL = "out";

    private static final int BUFFER = 512; // twice the window

    @Inject
    @Channel(CHANNEL)
    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
    Emitter<byte[]> emitter;

    void send(Message<byte[]> message) {
        emitter.send(message);
    }
}
