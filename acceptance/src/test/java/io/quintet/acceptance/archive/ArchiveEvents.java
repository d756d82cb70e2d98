package io.quintet.acceptance.archive;

import io.quintet.Contract;
import io.quintet.PublishAsyncResponses;
import io.quintet.PublishSubscribe;
import io.quintet.Responses;

/** What every archive hears of. */
@Contract("archive-events")
public interface ArchiveEvents {
    @PublishSubscribe(timeout = "60s")
    void kept(Archive.Document document);

    @PublishAsyncResponses(within = "60s")
    Responses<Archive.Document> copies(Archive.Document document);
}
