package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.net.Reply;
import io.quintet.net.Work;
import io.quintet.spi.Failure;
import java.util.List;

/** Tells once whether something is served. */
final class HealthCheck implements Work {
    static final String PATH = "/" + Health.SERVICE + "/Check";

    private static final long TIMEOUT_NANOS = 5_000_000_000L;

    private final Health health;

    HealthCheck(Health health) {
        this.health = health;
    }

    @Override
    public long timeoutNanos() {
        return TIMEOUT_NANOS;
    }

    @Override
    public Reply run(byte[] body) {
        String service;
        try {
            service = HealthMessages.service(Frames.only(body, HealthMessages.MOST_BYTES, null));
        } catch (QuintetException e) {
            return refused(e.code(), String.valueOf(e.getMessage()));
        }
        int status = health.of(service);
        return status == Health.SERVICE_UNKNOWN
                ? refused(Code.NOT_FOUND, "service \"" + service + "\" is not served here")
                : reply(status);
    }

    static Reply reply(int status) {
        return new Reply(200, HealthMessages.CONTENT_TYPE, HealthMessages.response(status), List.of(), Statuses.OK);
    }

    private static Reply refused(Code code, String message) {
        return Statuses.reply(Failure.of(code, message));
    }

    @Override
    public Reply expired() {
        return refused(Code.DEADLINE_EXCEEDED, "health check: not done in time");
    }
}
