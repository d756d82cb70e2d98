package io.quintet.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** The ports of one instance with two services, one for gRPC and one for the rest, either of which says its name; and a caller. */
final class SharedPort implements AutoCloseable {
    private final HttpEngine engine = new HttpEngine();
    private final HttpCaller caller;
    private final Settings settings;
    private final HttpPorts ports = new HttpPorts();
    final Named restService = new Named("rest", null);
    final Named grpcService = new Named("grpc", "application/grpc");
    final HttpMount rest;
    final HttpMount grpc;

    SharedPort(HttpProtocol protocol, String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        this.settings = new SettingsSource().code(map).settings();
        this.caller = engine.caller(CallerSettings.read(this.settings), protocol);
        this.rest = mount("http", this.settings.section("http"), restService);
        this.grpc = mount("grpc", ListenerSettings.sharing(this.settings.section("grpc")), grpcService);
    }

    private HttpMount mount(String name, Settings section, HttpService service) {
        return ports.mount(name, ListenerSettings.read(section), RequestSettings.read(section), service);
    }

    HttpMount mount(String name, HttpService service) {
        return mount(name, settings.section(name), service);
    }

    /** The name of who answered, or the status where it is none of success. */
    String ask(HttpAddress address, String contentType) {
        return ask(address, contentType, "/", new byte[] {1});
    }

    String ask(HttpAddress address, String contentType, String target, byte[] body) {
        Reply reply = caller.call(new Outgoing(
                "test.call", "POST", address, target, List.of(), contentType, body, TimeUnit.SECONDS.toNanos(10)));
        String text = new String(reply.body(), UTF_8);
        return reply.status() == 200 ? text : reply.status() + " " + text;
    }

    /** Asks on a thread of its own for what does not end before the service's gate is opened. */
    FutureTask<String> held(HttpAddress address, Named service) throws InterruptedException {
        FutureTask<String> asking =
                new FutureTask<>(() -> ask(address, service.contentTypes(), "/held", new byte[] {1}));
        Thread.ofVirtual().start(asking);
        service.begun.await();
        return asking;
    }

    /** Returns when nobody listens there any more; the socket that listens ends on a thread of the library's own. */
    static void awaitClosed(HttpAddress address) throws IOException {
        boolean open = true;
        while (open) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.port())) {
                open = socket.isConnected();
            } catch (SocketException e) {
                open = !(e instanceof ConnectException); // one that came while it closed is reset
            }
        }
    }

    @Override
    public void close() {
        restService.gate.countDown();
        grpcService.gate.countDown();
        grpc.close();
        rest.close();
        caller.close();
        engine.close();
    }

    /** A service that answers with its name, at {@code /held} when its gate is open. */
    static final class Named implements HttpService {
        private final String name;
        private final String contentTypes;
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

        Named(String name, String contentTypes) {
            this.name = name;
            this.contentTypes = contentTypes;
        }

        @Override
        public String contentTypes() {
            return contentTypes;
        }

        @Override
        public Decision accept(RequestHead head) {
            return new Work() {
                @Override
                public long timeoutNanos() {
                    return TimeUnit.SECONDS.toNanos(20);
                }

                @Override
                public Reply run(byte[] body) throws InterruptedException {
                    if (head.target().equals("/held")) {
                        begun.countDown();
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw e;
                        }
                    }
                    return Reply.of(200, "text/plain", name.getBytes(UTF_8));
                }

                @Override
                public Reply expired() {
                    return Reply.empty(504);
                }
            };
        }

        @Override
        public Reply refusal(RequestHead head, int status, String detail, Duration retryAfter) {
            return Reply.of(status, "text/plain", (name + ": " + detail).getBytes(UTF_8));
        }
    }
}
