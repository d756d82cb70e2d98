package io.quintet.spi;

import io.quintet.DomainException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries calls: one endpoint, one request, one response. */
public interface CallTransport extends Transport {
    /**
     * Calls one endpoint and blocks until the response, an error, or the call's deadline.
     *
     * <p>Called from many threads, mostly virtual ones. Nothing is taken of a stream of requests before there is a connection, so that a
     * call that found none can be repeated. Only a transport that declares {@link Guarantee#STREAMS} gets calls with streams.
     *
     * @return the response; null where the operation has none; a stream of records, without waiting for the first, where the operation has a
     *     stream of responses: its pulls throw what this method does, closing it cancels the call, and the deadline bounds all of it
     * @throws DomainException the contract's own exception, rebuilt
     * @throws io.quintet.QuintetException every other failure; {@code unreachable} when nothing was sent
     */
    @Nullable
    Object call(Endpoint endpoint, Call call) throws DomainException;

    /**
     * Starts to serve operations of one contract, each call on a thread that may block.
     *
     * <p>May be called several times, for one contract each.
     *
     * @return where this instance can be called
     * @throws io.quintet.ConfigurationException when the address cannot be used, as when the port is taken
     */
    Endpoint serve(List<BoundOperation> operations, CallHandler handler);

    /** Stops accepting calls and waits for those under way, at most {@code patience}. */
    void drain(Duration patience);
}
