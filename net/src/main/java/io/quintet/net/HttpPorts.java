package io.quintet.net;

import io.quintet.spi.ServiceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ports that one instance listens at, and its engine, which runs while anybody uses it: services that mean the same port share it,
 * and {@link HttpService#contentTypes} tells their requests apart. Safe for use by many threads.
 */
public final class HttpPorts {
    private final List<HttpListener> open = new ArrayList<>();
    private final @Nullable HttpSignatures signatures;
    private @Nullable HttpEngine engine;
    private int users;

    /** Of an instance that signs nothing. */
    public HttpPorts() {
        this(null);
    }

    /** {@code signatures} is null where nothing is signed and checked. */
    HttpPorts(@Nullable HttpSignatures signatures) {
        this.signatures = signatures;
    }

    /** Those of the instance that a provider works for. */
    public static HttpPorts of(ServiceContext context) {
        return context.shared()
                .one(
                        HttpPorts.class,
                        () -> new HttpPorts(HttpSignatures.of(context.keyring(), context.service(), context.clock())));
    }

    /**
     * Makes a place for a service; opens nothing yet.
     *
     * @param name of the transport, for complaints
     */
    public HttpMount mount(String name, ListenerSettings listener, RequestSettings requests, HttpService service) {
        HttpService served = signatures == null ? service : signatures.around(service);
        return new HttpMount(this, name, listener, requests, served);
    }

    @Nullable
    HttpSignatures signatures() {
        return signatures;
    }

    /** One more uses the engine. */
    synchronized HttpEngine enter() {
        users++;
        if (engine == null) {
            engine = new HttpEngine();
        }
        return engine;
    }

    /** One uses it no more; without users it ends. */
    void exit() {
        HttpEngine ending = null;
        synchronized (this) {
            if (--users == 0) {
                ending = engine;
                engine = null;
            }
        }
        if (ending != null) {
            ending.close();
        }
    }

    synchronized HttpListener join(HttpMount mount) {
        for (HttpListener each : open) {
            if (each.settings().meets(mount.settings())) {
                each.add(mount);
                return each;
            }
        }
        HttpListener opened = mount.engine().listen(mount);
        open.add(opened);
        return opened;
    }

    void leave(HttpListener from, HttpMount mount, Duration patience) {
        boolean last;
        synchronized (this) {
            last = from.remove(mount);
        }
        if (last) {
            from.shutDown(patience);
            synchronized (this) {
                open.remove(from);
            }
        }
    }
}
