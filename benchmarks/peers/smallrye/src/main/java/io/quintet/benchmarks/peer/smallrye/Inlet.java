package io.quintet.benchmarks.peer.smallrye;

import io.quintet.benchmarks.messages.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The bean that receives. */
@ApplicationScoped
class Inlet {
    static final String CHANNEL = "in";

    @Inject
    Intake intake;

    @Incoming(CHANNEL)
    void take(byte[] payload) {
        intake.received(payload);
        intake.acknowledged(1);
    }
}
