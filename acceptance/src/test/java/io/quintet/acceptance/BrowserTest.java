package io.quintet.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quintet.Contract;
import io.quintet.Notification;
import io.quintet.Quintet;
import io.quintet.acceptance.kitchen.Kitchen;
import io.quintet.acceptance.kitchen.Kitchen.OpenTicket;
import io.quintet.acceptance.kitchen.Kitchen.Reminder;
import io.quintet.acceptance.kitchen.Kitchen.Ticket;
import io.quintet.acceptance.kitchen.Kitchen.TicketNotFound;
import io.quintet.acceptance.kitchen.KitchenEvents;
import io.quintet.acceptance.kitchen.KitchenEvents.TicketAccepted;
import io.quintet.acceptance.kitchen.KitchenEvents.TicketReady;
import io.quintet.servers.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of another origin, in a real browser: fetch and EventSource work against a service. */
class BrowserTest {
    private static final String SCRIPT = """
        const told = [];
        const tell = what => fetch('/told', {method: 'POST', body: what});
        const call = async (name, path, init) => {
            try {
                const response = await fetch(SERVICE + path, init);
                const text = await response.text();
                told.push(name + ' ' + response.status + ' ' + text);
            } catch (e) {
                told.push(name + ' ' + e);
            }
        };
        const json = {'Content-Type': 'application/json', 'Idempotency-Key': '"k"', 'Quintet-Timeout': '2s'};
        (async () => {
            await call('get', '/tickets/t7');
            await call('open', '/tickets',
                {method: 'POST', headers: json, body: '{"orderId":"o1","items":[{"dish":"soup","quantity":2}]}'});
            await call('missing', '/tickets/none');
            await call('ring', '/bell/ring', {method: 'POST', headers: json, body: '{"times":1}'});
            const document = await (await fetch(SERVICE + '/openapi.json')).json();
            told.push('document ' + Object.keys(document.paths).includes('/tickets/{ticketId}'));
            const etag = (await fetch(SERVICE + '/tickets/t7')).headers.get('etag');
            told.push('etag ' + (etag !== null));
            const accepted = new EventSource(SERVICE + '/kitchen-events/ticketAccepted');
            let opened = 0;
            accepted.onopen = () => { if (opened++ === 0) { tell('following'); } };
            accepted.addEventListener('ticketAccepted', event => {
                told.push('event ' + event.data + ' ' + (event.lastEventId !== ''));
                if (told.filter(line => line.startsWith('event ')).length === 2) {
                    accepted.close();
                    for (const line of told) { tell(line); }
                }
            });
        })().catch(e => tell('failed ' + e));
        """;

    @Contract("bell")
    public interface Bell {
        @Notification
        void ring(Ring notification);

        record Ring(int times) {}
    }

    @TempDir
    Path directory;

    /** What the page has told, in whatever order its requests came. */
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    public static final class Cook implements Kitchen {
        @Override
        public Ticket findTicket(FindTicket query) throws TicketNotFound {
            if (query.ticketId().equals("none")) {
                throw new TicketNotFound(new TicketNotFound.Detail("none"));
            }
            return new Ticket(query.ticketId(), "o1", 1);
        }

        @Override
        public Ticket open(OpenTicket command) {
            return new Ticket(
                    "t8", command.orderId(), command.items().getFirst().quantity());
        }

        @Override
        public CompletionStage<Ticket> createTicket(OpenTicket command) {
            return CompletableFuture.completedFuture(open(command));
        }

        @Override
        public void pickupReminder(Reminder notification) {}
    }

    @Test
    void fetch_and_event_source_of_a_page_from_elsewhere_reach_a_service() throws Exception {
        int port = Ports.free();
        HttpServer pages = pages("http://127.0.0.1:" + port);
        String origin = "http://127.0.0.1:" + pages.getAddress().getPort();
        try (Quintet quintet = Quintet.builder()
                        .name("kitchen-service")
                        .environment(Map.of())
                        .set("transports.calls", "http")
                        .set("transports.messages", "memory")
                        .set("operations.bell.ring.transport", "http")
                        .set("registry", "memory")
                        .set("memory.broker", directory.toString())
                        .set("http.port", Integer.toString(port))
                        .set("http.cors.origins", origin)
                        .build();
                AutoCloseable stopped = () -> pages.stop(0)) {
            quintet.serve(Kitchen.class, new Cook());
            quintet.expose(KitchenEvents.class);
            quintet.serve(Bell.class, (Bell) notification -> {});
            KitchenEvents events = quintet.client(KitchenEvents.class);
            try (Browser browser = Browser.open(origin + "/", directory)) {
                assertThat(next(browser)).isEqualTo("following");
                events.ticketAccepted(new TicketAccepted("t7", 1));
                events.ticketReady(new TicketReady("t7", 1)); // a stream of its own
                events.ticketAccepted(new TicketAccepted("t7", 2));
                assertThat(next(browser, 8))
                        .containsExactlyInAnyOrder(
                                "get 200 {\"ticketId\":\"t7\",\"orderId\":\"o1\",\"dishes\":1}",
                                "open 201 {\"ticketId\":\"t8\",\"orderId\":\"o1\",\"dishes\":2}",
                                "missing 404 problem",
                                "ring 202 ",
                                "document true",
                                "etag true",
                                "event {\"ticketId\":\"t7\",\"version\":1} true",
                                "event {\"ticketId\":\"t7\",\"version\":2} true");
            }
        }
    }

    private List<String> next(Browser browser, int count) throws Exception {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = next(browser);
            lines.add(
                    line.startsWith("missing 404 {") && line.contains("\"errorType\":\"TicketNotFound\"")
                            ? "missing 404 problem"
                            : line);
        }
        return lines;
    }

    private String next(Browser browser) throws Exception {
        String line = told.poll(60, TimeUnit.SECONDS); // a browser that starts on a busy machine
        assertThat(line)
                .as("what the page tells within 60 s, of a browser that says: %s", browser.log())
                .isNotNull();
        return line;
    }

    private HttpServer pages(String service) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/told")) {
                told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                answer(exchange, "text/plain", "");
            } else {
                answer(
                        exchange,
                        "text/html; charset=utf-8",
                        "<!doctype html><title>kitchen</title><script>const SERVICE = '" + service + "';\n" + SCRIPT
                                + "</script>");
            }
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
