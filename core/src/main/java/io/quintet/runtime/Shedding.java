package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Failure;
import java.time.Duration;
import java.util.List;

/** How the server chain turns calls away: at once, with nothing done, and with a time to come back. */
final class Shedding {
    private Shedding() {}

    static CallFailure failure(String why, Duration retryAfter) {
        return new CallFailure(new Failure(Code.RESOURCE_EXHAUSTED, why, null, null, List.of(), true, retryAfter));
    }
}
