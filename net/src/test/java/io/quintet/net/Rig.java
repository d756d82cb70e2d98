package io.quintet.net;

import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A port and a caller on engines of their own, and raw sockets to the listener. */
final class Rig implements AutoCloseable {
    static final long SECONDS_10 = TimeUnit.SECONDS.toNanos(10);

    private final HttpEngine engine = new HttpEngine();
    private final HttpMount server;
    private final HttpAddress address;
    final HttpCaller caller;

    private Rig(Settings server, Settings client, HttpProtocol protocol, HttpService service) {
        this.server =
                new HttpPorts().mount("rig", ListenerSettings.read(server), RequestSettings.read(server), service);
        try {
            address = this.server.open();
            caller = engine.caller(CallerSettings.read(client), protocol);
        } catch (RuntimeException e) {
            this.server.close();
            engine.close();
            throw e;
        }
    }

    static Rig of(HttpProtocol protocol, Function<RequestHead, Decision> service, String... settings) {
        return new Rig(settings(settings), settings(settings), protocol, service(service));
    }

    static Rig of(HttpProtocol protocol, Function<RequestHead, Decision> service, Settings server, Settings client) {
        return new Rig(server, client, protocol, service(service));
    }

    static Rig of(HttpProtocol protocol, HttpService service, String... settings) {
        return new Rig(settings(settings), settings(settings), protocol, service);
    }

    static Settings settings(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put("net." + settings[i], settings[i + 1]);
        }
        return new SettingsSource().code(map).settings().section("net");
    }

    static HttpService service(Function<RequestHead, Decision> service) {
        return new HttpService() {
            @Override
            public Decision accept(RequestHead head) {
                return service.apply(head);
            }

            @Override
            public boolean open(RequestHead head) {
                return head.target().equals("/health");
            }

            @Override
            public Reply refusal(RequestHead head, int status, String detail, Duration retryAfter) {
                Reply reply = Reply.of(status, "text/plain", detail.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                return retryAfter == null ? reply : reply.with("Retry-After", String.valueOf(retryAfter.toSeconds()));
            }
        };
    }

    HttpAddress address() {
        return address;
    }

    Outgoing get(String target) {
        return request("GET", target, new byte[0], SECONDS_10);
    }

    Outgoing post(String target, byte[] body) {
        return request("POST", target, body, SECONDS_10);
    }

    /** Its body is written in pieces. */
    Outgoing stream(long timeoutNanos) {
        return request("POST", "/stream", null, timeoutNanos);
    }

    Outgoing request(String method, String target, byte[] body, long timeoutNanos) {
        return new Outgoing("test.call", method, address(), target, List.of(), null, body, timeoutNanos);
    }

    Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.port());
        socket.setSoTimeout(5000);
        return socket;
    }

    @Override
    public void close() {
        caller.close();
        server.close();
        engine.close();
    }
}
