package io.quintet.tck.contract;

import io.quintet.Contract;
import io.quintet.PublishAsyncResponses;
import io.quintet.PublishSubscribe;
import io.quintet.Responses;

/** The contract with one-to-many operations that the kit's scenarios speak. */
@Contract("tck-events")
public interface TckEvents {
    /** Publish/subscribe. */
    @PublishSubscribe
    void cooked(Cooked event);

    /** Publish/asynchronous responses. */
    @PublishAsyncResponses(within = "2s")
    Responses<Offer> wanted(Wanted request);

    /** An event. */
    record Cooked(String meal, int number) {}

    /** A request to many. */
    record Wanted(String meal) {}

    /** One of the responses. */
    record Offer(String courier, int minutes) {}
}
