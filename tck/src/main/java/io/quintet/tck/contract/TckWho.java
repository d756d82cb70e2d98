package io.quintet.tck.contract;

import io.quintet.Contract;
import io.quintet.RequestResponse;

/** The contract whose instances come and go. */
@Contract("tck-who")
public interface TckWho {
    /** Must not be sent twice when it is not known what became of it. */
    @RequestResponse(timeout = "10s")
    Answer once(Question question);

    /** May be sent again. */
    @RequestResponse(timeout = "10s", idempotent = true)
    Answer again(Question question);

    /** The request. */
    record Question(int number) {}

    /** Who answered. */
    record Answer(String instance, int number) {}
}
