package io.quintet.net;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Those that wait for a connection to one address. The pool cannot be asked to forget who has asked it; so what it gives is for whoever
 * waits longest here, and who leaves has asked for the next one. Confined to its loop.
 */
final class WaitingLine {
    private final HttpClientAgent client;
    private final HttpAddress address;
    private final Runnable over;
    private final SequencedSet<Sending> waiting = new LinkedHashSet<>();
    private int asked;

    /**
     * Of nobody.
     *
     * @param over run when nobody waits any more, and the pool owes nothing
     */
    WaitingLine(HttpClientAgent client, HttpAddress address, Runnable over) {
        this.client = client;
        this.address = address;
        this.over = over;
    }

    void join(Sending call) {
        waiting.add(call);
        if (asked < waiting.size()) {
            ask(call);
        }
    }

    void leave(Sending call) {
        waiting.remove(call);
        checkOver();
    }

    private void checkOver() {
        if (waiting.isEmpty() && asked == 0) {
            over.run();
        }
    }

    private void ask(Sending call) {
        asked++;
        client.request(new RequestOptions()
                        .setSsl(address.tls())
                        .setHost(address.host())
                        .setPort(address.port())
                        .setConnectTimeout(call.waitMillis()))
                .onComplete(given -> given(call, given));
    }

    private void given(Sending asker, AsyncResult<HttpClientRequest> given) {
        asked--;
        if (given.succeeded()) {
            if (waiting.isEmpty()) {
                given.result().reset();
            } else {
                waiting.removeFirst().connected(given.result());
            }
        } else if (waiting.remove(asker)) {
            asker.notConnected(given.cause());
        } else if (asked < waiting.size()) { // who has asked was given what somebody else had asked for
            ask(waiting.getLast());
        }
        checkOver();
    }
}
