package io.quintet.net;

/** A conversation from a lambda. */
interface Talking {
    void run(BodyReader in, ResponseWriter out) throws Exception;

    static Conversation of(Talking talking) {
        return within(Long.MAX_VALUE, Reply.empty(504), talking);
    }

    static Conversation within(long nanos, Reply expired, Talking talking) {
        return new Conversation() {
            @Override
            public long timeoutNanos() {
                return nanos;
            }

            @Override
            public void run(BodyReader in, ResponseWriter out) throws Exception {
                talking.run(in, out);
            }

            @Override
            public Reply expired() {
                return expired;
            }
        };
    }

    /** Work that answers with what the function makes of the body. */
    static Work work(java.util.function.UnaryOperator<Reply> answer) {
        return new Work() {
            @Override
            public long timeoutNanos() {
                return Rig.SECONDS_10;
            }

            @Override
            public Reply run(byte[] body) {
                return answer.apply(Reply.of(200, "application/octet-stream", body));
            }

            @Override
            public Reply expired() {
                return Reply.empty(504);
            }
        };
    }
}
