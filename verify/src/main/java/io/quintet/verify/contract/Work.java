package io.quintet.verify.contract;

import io.quintet.AsyncRequestResponse;
import io.quintet.Contract;
import io.quintet.Notification;
import java.util.concurrent.CompletionStage;

/** What one receiver does. */
@Contract("verify-work")
public interface Work {
    /** Done, and announced to everybody within the same transaction. */
    @Notification
    void note(Task task);

    /** Asked by somebody who waits. */
    @AsyncRequestResponse(timeout = "2s")
    CompletionStage<Result> ask(Task task);

    /** Asked by somebody whose handler gets the reply. */
    @AsyncRequestResponse
    CompletionStage<Result> order(Task task);
}
