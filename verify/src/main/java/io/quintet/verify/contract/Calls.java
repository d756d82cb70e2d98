package io.quintet.verify.contract;

import io.quintet.Contract;
import io.quintet.RequestResponse;

/** What is called. */
@Contract("verify-calls")
public interface Calls {
    /** Waits for the response. */
    @RequestResponse(timeout = "2s")
    Result call(Question question);
}
