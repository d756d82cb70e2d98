package io.quintet.runtime;

import io.quintet.AsyncRequestResponse;
import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.Key;
import io.quintet.Notification;
import io.quintet.PublishAsyncResponses;
import io.quintet.PublishSubscribe;
import io.quintet.RequestResponse;
import io.quintet.Responses;
import java.io.Serializable;
import java.util.concurrent.CompletionStage;

/** The contract of core's own tests. */
@Contract("shop")
public interface Shop {
    record Ask(@Key String id, int number) implements Serializable {}

    record Answer(String text) implements Serializable {}

    final class SoldOut extends DomainException {
        private static final long serialVersionUID = 1L;

        public record Detail(String id) implements Serializable {}

        public SoldOut(Detail detail) {
            super(Code.FAILED_PRECONDITION, "sold out: " + detail.id(), detail);
        }
    }

    @RequestResponse
    Answer find(Ask request) throws SoldOut;

    @RequestResponse(idempotent = true)
    Answer findAgain(Ask request) throws SoldOut;

    @AsyncRequestResponse
    CompletionStage<Answer> order(Ask request) throws SoldOut;

    @Notification
    void remind(Ask request);

    @PublishSubscribe
    void sold(Ask event);

    @PublishAsyncResponses(within = "400ms")
    Responses<Answer> wanted(Ask request);
}
