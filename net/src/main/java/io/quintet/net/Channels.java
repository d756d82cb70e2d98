package io.quintet.net;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** The one place that reaches below the API of Vert.x, for what that API does not offer. */
final class Channels {
    private Channels() {}

    static Channel of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }
}
