package io.quintet.verify.contract;

import io.quintet.Contract;
import io.quintet.PublishAsyncResponses;
import io.quintet.PublishSubscribe;
import io.quintet.Responses;

/** What everybody hears of. */
@Contract("verify-events")
public interface Events {
    /** A producer announces. */
    @PublishSubscribe
    void happened(Task task);

    /** The handler of a note announces. */
    @PublishSubscribe
    void followed(Task task);

    /** Everybody may answer. */
    @PublishAsyncResponses(within = "2s")
    Responses<Result> polled(Task task);
}
