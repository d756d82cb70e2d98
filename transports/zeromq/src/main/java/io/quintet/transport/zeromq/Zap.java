package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Lets those connect whose key is trusted.
 *
 * @see <a href="https://rfc.zeromq.org/spec/27/">ZAP</a>
 */
final class Zap implements Reactor.Source {
    private static final Logger LOG = LoggerFactory.getLogger(Zap.class);
    private static final int REQUEST_FRAMES = 7;

    private final ZMQ.Socket socket;
    private final CurveKeys keys;

    Zap(Reactor reactor, CurveKeys keys) {
        this.keys = keys;
        socket = reactor.socket(SocketType.REP);
        socket.bind("inproc://zeromq.zap.01");
        reactor.add(this);
    }

    @Override
    public ZMQ.Socket socket() {
        return socket;
    }

    /** Version, request, domain, address, identity, mechanism, key. */
    @Override
    public void arrived(List<byte[]> frames) {
        boolean trusted = frames.size() == REQUEST_FRAMES
                && new String(frames.get(5), US_ASCII).equals("CURVE")
                && keys.trusts(HexFormat.of().formatHex(frames.get(6)));
        if (!trusted) {
            LOG.warn("zeromq: turned away a peer whose key is not among those of zeromq.curve.trust");
        }
        socket.sendMore("1.0");
        socket.sendMore(frames.size() > 1 ? frames.get(1) : new byte[0]);
        socket.sendMore(trusted ? "200" : "400");
        socket.sendMore(trusted ? "OK" : "key not trusted");
        socket.sendMore("");
        socket.send("");
    }
}
