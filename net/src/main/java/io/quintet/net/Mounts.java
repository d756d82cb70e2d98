package io.quintet.net;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which service at a port gets which request: the one that claims its content type, else the last. Immutable. */
final class Mounts {
    private final List<HttpMount> claiming;
    private final HttpMount last;

    private Mounts(List<HttpMount> claiming, HttpMount last) {
        this.claiming = claiming;
        this.last = last;
    }

    static Mounts of(HttpMount only) {
        return new Mounts(List.of(), only);
    }

    HttpMount of(HttpServerRequest request) {
        if (claiming.isEmpty()) {
            return last;
        }
        String contentType = request.headers().get(HttpHeaders.CONTENT_TYPE);
        if (contentType != null) {
            for (int i = 0; i < claiming.size(); i++) {
                HttpMount mount = claiming.get(i);
                if (mount.claims(contentType)) {
                    return mount;
                }
            }
        }
        return last;
    }

    /** With one more, in the place of one with the same claim that has left. */
    Mounts with(HttpMount mount) {
        List<HttpMount> all = new ArrayList<>(claiming);
        all.add(last);
        HttpMount rival = null;
        for (HttpMount each : all) {
            if (Objects.equals(each.service().contentTypes(), mount.service().contentTypes())) {
                rival = each;
            }
        }
        if (rival != null && !rival.left()) {
            throw mount.settings()
                    .section()
                    .wrong(
                            "port",
                            "another port: " + rival.name() + " is served at this one, and takes the same requests");
        }
        all.remove(rival);
        // who takes what nobody claims comes last
        all.add(mount.service().contentTypes() == null ? all.size() : 0, mount);
        return new Mounts(List.copyOf(all.subList(0, all.size() - 1)), all.getLast());
    }
}
