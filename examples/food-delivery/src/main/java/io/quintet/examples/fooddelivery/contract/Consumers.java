package io.quintet.examples.fooddelivery.contract;

import static io.quintet.Http.Method.GET;

import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.RequestResponse;

/** Those who order food. */
@Contract("consumers")
public interface Consumers {
    /** Makes sure that a consumer may order. */
    @RequestResponse(timeout = "2s")
    @Http(method = GET, path = "/consumers/{consumerId}")
    ConsumerVerified verifyConsumer(VerifyConsumer query) throws ConsumerUnknown;

    /** Asks for a consumer. */
    record VerifyConsumer(String consumerId) {}

    /** The consumer may order. */
    record ConsumerVerified(String consumerId, String name) {}
}
