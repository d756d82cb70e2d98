package io.quintet.discovery.etcd;

import io.quintet.discovery.http.RefusedException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A member answers that it does not do what it was asked for.
 *
 * @see <a href="https://github.com/etcd-io/etcd/blob/v3.4.23/etcdserver/api/v3rpc/rpctypes/error.go">All reasons</a>
 */
final class EtcdException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 200;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final int status;
    private final String reason;

    private EtcdException(URI member, int status, String reason) {
        super(member + ": " + reason);
        this.status = status;
        this.reason = reason;
    }

    static EtcdException of(URI member, RefusedException refusal) {
        String said = "";
        try {
            said = JSON.readTree(refusal.body()).path("message").asString("");
        } catch (JacksonException e) {
            // whoever answers is not etcd, or something before it; the status is what is left
        }
        return new EtcdException(member, refusal.status(), shown(said, refusal.status()));
    }

    /** An error within a stream that had begun. */
    static EtcdException of(URI member, JsonNode error) {
        int status = error.path("http_code").asInt(HttpURLConnection.HTTP_UNAVAILABLE);
        return new EtcdException(member, status, shown(error.path("message").asString(""), status));
    }

    private static String shown(String said, int status) {
        if (said.isBlank()) {
            return "status " + status + " (expected: the API of etcd, version 3.4 or later)";
        }
        return CONTROL.matcher(said.substring(0, Math.min(said.length(), MOST_SHOWN)))
                .replaceAll(" ");
    }

    /** Whether it is this member's trouble, and another one may do it. */
    boolean ofMember() {
        return status >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    boolean noSuchLease() {
        return status == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Whether to log in again: the token has expired, was forgotten in a restart, or rights have changed since. */
    boolean tokenIsOld() {
        return status == HttpURLConnection.HTTP_UNAUTHORIZED
                || reason.contains("revision of auth store is old")
                || reason.contains("user name is empty");
    }

    /** Whether everybody may do everything. */
    boolean needsNoLogin() {
        return status == HttpURLConnection.HTTP_PRECON_FAILED;
    }
}
