package io.quintet.acceptance.oneport;

import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.Id;
import io.quintet.PublishSubscribe;
import io.quintet.RequestResponse;
import java.util.stream.Stream;

/** A contract of which one operation goes over REST, and the others over gRPC. */
@Contract("desk")
public interface Desk {
    @RequestResponse(timeout = "20s")
    @Http(method = Http.Method.GET, path = "/visitors/{name}")
    Greeting visit(Visitor visitor);

    @RequestResponse(timeout = "20s")
    Greeting greet(Visitor visitor);

    @RequestResponse(timeout = "20s")
    Stream<Greeting> cheer(Visitor visitor);

    record Visitor(@Id(1) String name) {}

    record Greeting(@Id(1) String text) {}

    /** For browsers. */
    @Contract("desk-news")
    interface News {
        @PublishSubscribe
        void opened(Opened event);
    }

    record Opened(@Id(1) String by) {}
}
