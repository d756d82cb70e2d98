package io.quintet.net;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The head of a request as Vert.x read it. */
final class IncomingHead implements RequestHead {
    private final HttpServerRequest request;

    IncomingHead(HttpServerRequest request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String target() {
        String uri = request.uri();
        if (uri == null) {
            return "/"; // CONNECT over HTTP/2 has no path
        }
        if (uri.startsWith("/") || uri.equals("*")) {
            return uri;
        }
        int authority = uri.indexOf("://");
        int path = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    @Override
    public @Nullable String header(String name) {
        return request.headers().get(name);
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> visitor) {
        request.headers().forEach(visitor);
    }

    @Override
    public boolean http2() {
        return request.version() == HttpVersion.HTTP_2;
    }

    @Override
    public long maxHeaderListBytes() {
        return http2()
                ? request.connection().remoteSettings().getMaxHeaderListSize()
                : RequestHead.super.maxHeaderListBytes();
    }

    @Override
    public @Nullable String peerSubject() {
        SSLSession session = request.sslSession();
        if (session == null) {
            return null;
        }
        try {
            return session.getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return null; // it showed none
        }
    }
}
