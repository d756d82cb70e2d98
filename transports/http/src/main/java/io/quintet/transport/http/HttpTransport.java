package io.quintet.transport.http;

import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.message.Message;
import io.quintet.net.HttpMount;
import io.quintet.net.HttpPorts;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Codec;
import io.quintet.spi.Endpoint;
import io.quintet.spi.EventTransport;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls over HTTP.
 *
 * <p>One port for all contracts, opened when the first is served; gRPC may be served there, too. An address is
 * {@code http://host:port}, or {@code https://host:port}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110, HTTP semantics</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
public final class HttpTransport implements EventTransport {
    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    static final String NAME = "http";
    static final Guarantees GUARANTEES = Guarantees.of(
                    Integer.MAX_VALUE,
                    Guarantee.CALLS,
                    Guarantee.CROSS_PROCESS,
                    Guarantee.CROSS_MACHINE,
                    Guarantee.NO_SERVER,
                    Guarantee.BROWSERS)
            .below(Duration.ofMillis(1));

    private final HttpServerSide server;
    private final HttpClientSide client;
    private final HttpMount mount;
    private final PendingCalls pending;
    private final EventStreams events;

    HttpTransport(HttpSettings settings, HttpPorts ports, String service, Clock clock, ScheduledExecutorService timer) {
        this.pending = new PendingCalls(settings.maxPending(), settings.pendingExpiry(), timer);
        List<Codec> codecs = codecs();
        this.events = new EventStreams(settings.events(), clock, codecs);
        ApiDocument document = settings.openapi() ? new ApiDocument(service, settings.apiVersion()) : null;
        this.server = new HttpServerSide(settings.maxTimeout(), settings.cors(), pending, document, events, codecs);
        this.mount = ports.mount(NAME, settings.listener(), settings.requests(), server);
        this.client = new HttpClientSide(mount.caller(settings.caller(), settings.protocol()));
    }

    private static List<Codec> codecs() {
        return ServiceLoader.load(Codec.class, HttpTransport.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Codec::name))
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return GUARANTEES;
    }

    @Override
    public @Nullable Object call(Endpoint endpoint, Call call) throws DomainException {
        return client.call(endpoint.address(), call);
    }

    @Override
    public Endpoint serve(List<BoundOperation> operations, CallHandler handler) {
        server.add(operations, handler);
        return new Endpoint(NAME, mount.open().toString());
    }

    @Override
    public Consumer<Message> expose(List<BoundOperation> operations) {
        Consumer<Message> sink = server.expose(operations);
        LOG.info("events at {}", mount.open());
        return sink;
    }

    @Override
    public void drain(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        events.close(); // they would not end by themselves
        mount.drain(patience);
        pending.drain(deadline.remaining());
    }

    @Override
    public void close() {
        events.close();
        mount.close();
        pending.close();
    }
}
