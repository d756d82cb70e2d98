package io.quintet.transport.http;

import static io.quintet.Http.Method.DELETE;
import static io.quintet.Http.Method.GET;
import static io.quintet.Http.Method.PUT;

import io.quintet.AsyncRequestResponse;
import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.Http;
import io.quintet.Notification;
import io.quintet.RequestResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A contract with an operation for every way to bind. */
@Contract("shop")
public interface Shop {
    @RequestResponse(timeout = "2s")
    @Http(method = GET, path = "/items/{id}")
    Item find(FindItem query) throws NoSuchItem;

    @RequestResponse
    @Http(method = GET, path = "/items/newest")
    Item newest(Nothing query);

    @RequestResponse
    @Http(method = GET, path = "/search")
    Found search(Search query);

    @RequestResponse
    Order order(Order command);

    @RequestResponse
    @Http(method = PUT, path = "/shelves/{shelf}/items/{id}", status = 201)
    Placed place(Place command);

    @RequestResponse
    @Http(method = DELETE, path = "/items/{id}")
    Nothing remove(FindItem command);

    @RequestResponse
    @Http(method = GET, path = "/prices/{id}", cacheControl = "max-age=60")
    Item price(FindItem query);

    @RequestResponse
    @Http(method = GET, path = "/vault/{id}", cacheControl = "no-store")
    Item secret(FindItem query);

    @AsyncRequestResponse(timeout = "10s")
    @Http(path = "/reports", status = 201)
    CompletionStage<Found> report(FindItem command) throws NoSuchItem;

    @Notification
    void restocked(FindItem notification);

    record FindItem(String id) {}

    record Nothing() {}

    record Item(String id, String name, long cents) {}

    record Search(String text, int limit, Boolean inStock, Colour colour, Instant since) {}

    record Found(String seen) {}

    record Line(String item, int quantity) {}

    record Order(String customer, List<Line> lines, Instant at, Colour colour) {}

    record Place(String shelf, String id, int quantity, String note) {}

    record Placed(Place what) {}

    enum Colour {
        RED,
        GREEN
    }

    final class NoSuchItem extends DomainException {
        private static final long serialVersionUID = 1L;

        public record Detail(String id, List<String> similar) {}

        public NoSuchItem(Detail detail) {
            super(Code.NOT_FOUND, "no item " + detail.id(), detail);
        }
    }
}
