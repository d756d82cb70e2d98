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
final class Zap {
    private static final Logger LOG = LoggerFactory.getLogger(Zap.class);
    private static final int REQUEST_FRAMES = 7;
    private static final byte[] NOTHING = {};

    private final Wire wire;
    private final CurveKeys keys;

    Zap(Wires wires, CurveKeys keys) {
        this.keys = keys;
        ZMQ.Socket socket = wires.socket(SocketType.REP);
        socket.bind("inproc://zeromq.zap.01");
        wire = wires.add(socket, this::arrived);
    }

    /** Version, request, domain, address, identity, mechanism, key. */
    private void arrived(List<byte[]> frames) {
        boolean trusted = frames.size() == REQUEST_FRAMES
                && new String(frames.get(5), US_ASCII).equals("CURVE")
                && keys.trusts(HexFormat.of().formatHex(frames.get(6)));
        if (!trusted) {
            LOG.warn("zeromq: turned away a peer whose key is not among those of zeromq.curve.trust");
        }
        boolean unused = wire.send(
                bytes("1.0"),
                frames.size() > 1 ? frames.get(1) : NOTHING,
                bytes(trusted ? "200" : "400"),
                bytes(trusted ? "OK" : "key not trusted"),
                NOTHING,
                NOTHING);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
