package io.quintet.acceptance.discovery;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.tck.WhoService;
import io.quintet.tck.contract.TckWho;
import java.util.Map;

/** Services at ports that are known before they start. */
final class Serving {
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

    static QuintetBuilder configured(String name) {
        return Quintet.builder().name(name).environment(Map.of()).set("transports.calls", "http");
    }
}
