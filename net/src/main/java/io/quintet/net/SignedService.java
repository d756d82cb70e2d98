package io.quintet.net;

import io.quintet.QuintetException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A service that checks requests before they become work, and signs what it replies; answers that need no work are not secret. */
final class SignedService implements HttpService {
    private static final int UNAUTHORIZED = 401;

    private final HttpService inner;
    private final HttpSignatures signatures;

    SignedService(HttpService inner, HttpSignatures signatures) {
        this.inner = inner;
        this.signatures = signatures;
    }

    @Override
    public @Nullable String contentTypes() {
        return inner.contentTypes();
    }

    @Override
    public boolean open(RequestHead head) {
        return inner.open(head);
    }

    @Override
    public Decision accept(RequestHead head) {
        return switch (inner.accept(head)) {
            case Reply reply -> signed(reply, head);
            case Work work -> inner.open(head) ? work : new Checked(work, head);
            case Conversation conversation -> inner.open(head) ? conversation : stream(conversation, head);
        };
    }

    private Decision stream(Conversation conversation, RequestHead head) {
        try {
            signatures.refuseStream(head.method() + " " + head.target());
        } catch (QuintetException e) {
            return refusal(head, UNAUTHORIZED, String.valueOf(e.getMessage()), null);
        }
        return conversation;
    }

    private Reply signed(Reply reply, RequestHead head) {
        return signatures.signed(reply, head.header("Signature"));
    }

    @Override
    public @Nullable Reply whileRefusing(RequestHead head, boolean draining) {
        return inner.whileRefusing(head, draining);
    }

    @Override
    public Reply refusal(RequestHead head, int status, String detail, @Nullable Duration retryAfter) {
        return signed(inner.refusal(head, status, detail, retryAfter), head);
    }

    private final class Checked implements Work {
        private final Work work;
        private final RequestHead head;

        Checked(Work work, RequestHead head) {
            this.work = work;
            this.head = head;
        }

        @Override
        public long timeoutNanos() {
            return work.timeoutNanos();
        }

        @Override
        public Reply run(byte[] body) throws Exception {
            try {
                signatures.check(head, body);
            } catch (QuintetException e) {
                return refusal(head, UNAUTHORIZED, String.valueOf(e.getMessage()), null);
            }
            return signed(work.run(body), head);
        }

        @Override
        public Reply expired() {
            return signed(work.expired(), head);
        }
    }
}
