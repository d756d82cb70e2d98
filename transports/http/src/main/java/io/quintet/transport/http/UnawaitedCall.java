package io.quintet.transport.http;

import io.quintet.QuintetException;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import io.quintet.net.Work;

/** A request whose caller does not want to wait: told where the response will be, or served at once where there is no room. */
record UnawaitedCall(ServerCall call, PendingCalls pending) implements Work {
    private static final String PREFERENCE = "respond-async";

    /** Whether a caller prefers that (RFC 7240). */
    static boolean preferred(RequestHead head) {
        if (head.header("Prefer") == null) {
            return false;
        }
        for (String preference : HttpNames.list(head, "Prefer").split(",", -1)) {
            int parameters = preference.indexOf(';');
            String name = parameters < 0 ? preference : preference.substring(0, parameters);
            if (name.strip().equalsIgnoreCase(PREFERENCE)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long timeoutNanos() {
        return call.timeoutNanos();
    }

    @Override
    public Reply run(byte[] body) {
        Object request;
        try {
            request = call.request(body);
        } catch (QuintetException e) {
            return call.unfit(e);
        }
        Reply accepted = pending.start(call, request);
        return accepted == null ? call.handleSafely(request) : accepted;
    }

    @Override
    public Reply expired() {
        return call.expired();
    }
}
