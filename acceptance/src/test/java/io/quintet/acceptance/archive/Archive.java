package io.quintet.acceptance.archive;

import io.quintet.AsyncRequestResponse;
import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.Notification;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes documents and gives them back. */
@Contract("archive")
public interface Archive {
    @AsyncRequestResponse(timeout = "60s")
    CompletionStage<Document> copy(Document document);

    @Notification(timeout = "60s")
    void keep(Document document);

    record Document(@Key String name, List<String> pages) {}
}
