package io.quintet.transport.zeromq;

import io.quintet.config.Settings;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the section {@code zeromq}.
 *
 * @param bind where to listen; a port, or a name, of {@code *} is one that is free
 * @param handled whether a message counts as accepted when the receiving group has handled it, rather than when it has received it
 * @param patience how long a message waits for somebody to be there
 * @param remember how long a group whose last member has left is waited for
 * @param window the most that may be under way to one member from one sender, in bytes
 * @param queue the most that may wait to be accepted, in bytes, before {@code send} blocks
 * @param maxCalls the most calls that are handled at a time
 * @param connectTimeout how long a connection may take
 * @param heartbeat how often the other side of a connection is asked whether it is alive
 * @param liveness after how long a silence it counts as dead
 * @param curve the keys; null where nothing is encrypted
 */
record ZeroMqSettings(
        String bind,
        boolean handled,
        Duration patience,
        Duration remember,
        int window,
        int queue,
        int maxCalls,
        Duration connectTimeout,
        Duration heartbeat,
        Duration liveness,
        @Nullable CurveKeys curve) {
    private static final int MIB = 1024 * 1024;
    private static final Pattern BIND = Pattern.compile(
            "tcp://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\*|[0-9]{1,5})|ipc://(\\*|[A-Za-z0-9._/-]{1,100})");

    static ZeroMqSettings of(Settings settings) {
        String bind = settings.text("bind", "tcp://127.0.0.1:*");
        if (!BIND.matcher(bind).matches()) {
            throw settings.wrong(
                    "bind", "tcp://host:port or ipc://name, such as tcp://127.0.0.1:*, where * is any that is free");
        }
        String confirm = settings.text("confirm", "received");
        if (!confirm.equals("received") && !confirm.equals("handled")) {
            throw settings.wrong("confirm", "received or handled");
        }
        Duration heartbeat = settings.duration("heartbeat", Duration.ofSeconds(1));
        Duration liveness = settings.duration("liveness", heartbeat.multipliedBy(5));
        if (liveness.compareTo(heartbeat.multipliedBy(2)) < 0) {
            throw settings.wrong(
                    "liveness", "at least twice " + settings.name("heartbeat") + ", which is " + heartbeat);
        }
        return new ZeroMqSettings(
                bind,
                confirm.equals("handled"),
                settings.duration("patience", Duration.ofSeconds(10)),
                settings.duration("remember", Duration.ofMinutes(1)),
                settings.bytes("window", 8 * MIB, 64 * 1024, 1024 * MIB),
                settings.bytes("queue", 32 * MIB, MIB, 1024 * MIB),
                settings.integer("max-calls", 10_000, 1, 1_000_000),
                settings.duration("connect-timeout", Duration.ofSeconds(2)),
                heartbeat,
                liveness,
                CurveKeys.of(settings.section("curve")));
    }
}
