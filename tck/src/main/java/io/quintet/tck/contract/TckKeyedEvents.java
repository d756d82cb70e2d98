package io.quintet.tck.contract;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.PublishSubscribe;

/** The contract whose events have a key. */
@Contract("tck-keyed-events")
public interface TckKeyedEvents {
    /** Publish/subscribe. */
    @PublishSubscribe
    void step(Step event);

    /** An event of a meal's life. */
    record Step(@Key String meal, int number) {}
}
