package io.quintet.acceptance.discovery;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.tck.Peer;
import io.quintet.tck.WhoMain;
import io.quintet.tck.WhoService;
import io.quintet.tck.contract.TckWho;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Services at ports that are known before they start. */
final class Serving {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Serving() {}

    /** One that answers with its name, and enters itself nowhere. */
    static Quintet at(String instance, int port) {
        Quintet quintet = configured("who")
                .set("instance", instance)
                .set("registry", "platform")
                .set("http.port", String.valueOf(port))
                .build();
        quintet.serve(TckWho.class, new WhoService(instance));
        return quintet;
    }

    /** One in a process of its own, until that is killed. */
    static Peer apart(String instance, int port) {
        Peer peer = Peer.start(
                WhoMain.class,
                PATIENCE,
                List.of(
                        "name=who",
                        "instance=" + instance,
                        "transports.calls=http",
                        "registry=platform",
                        "http.port=" + port));
        peer.await("serving");
        return peer;
    }

    static QuintetBuilder configured(String name) {
        return Quintet.builder().name(name).environment(Map.of()).set("transports.calls", "http");
    }
}
