package io.quintet.discovery.kubernetes;

import io.quintet.discovery.http.GoneException;
import io.quintet.discovery.http.JsonBody;
import io.quintet.discovery.http.Rounds;
import io.quintet.discovery.http.WatchLoop;
import io.quintet.spi.Follower;
import io.quintet.spi.Followers;
import io.quintet.spi.Sought;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The slices of one service, as the API lists them and tells of their changes.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">Efficient detection of
 *     changes</a>
 */
final class SliceWatch implements WatchLoop.Watched<String>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SliceWatch.class);

    private static final Duration SLACK = Duration.ofSeconds(15);

    private final ApiServer api;
    private final KubernetesSettings settings;
    private final String service;
    private final Slices slices = new Slices();
    private final Followers followers = new Followers();
    private final Rounds rounds;

    SliceWatch(ApiServer api, KubernetesSettings settings, String service) {
        this.api = api;
        this.settings = settings;
        this.service = service;
        this.rounds = WatchLoop.start("quintet-kubernetes-" + service, settings.resync(), this);
    }

    void add(Sought sought, Follower follower) {
        followers.add(sought, follower);
    }

    @Override
    public String list() throws IOException, InterruptedException {
        JsonNode list;
        try (JsonBody body = api.get(settings.path(service), settings.timeout())) {
            list = body.whole();
        }
        slices.clear();
        list.path("items").forEach(slices::put);
        tell();
        return version(list);
    }

    private static String version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asString("");
    }

    @Override
    public String follow(String from) throws IOException, InterruptedException {
        String path = settings.path(service) + "&watch=true&allowWatchBookmarks=true&timeoutSeconds="
                + settings.watch().toSeconds() + "&resourceVersion=" + from;
        String version = from;
        try (JsonBody body = api.get(path, settings.watch().plus(SLACK))) {
            JsonNode event = body.next();
            while (event != null) {
                version = take(event, version);
                event = body.next();
            }
        }
        return version;
    }

    /** Takes one change in; returns the version after it. */
    private String take(JsonNode event, String version) throws IOException {
        JsonNode object = event.path("object");
        String type = event.path("type").asString("");
        switch (type) {
            case "ADDED", "MODIFIED" -> {
                slices.put(object);
                tell();
            }
            case "DELETED" -> {
                slices.remove(object);
                tell();
            }
            case "BOOKMARK" -> LOG.debug("{}: nothing changed up to {}", service, version(object));
            case "ERROR" -> throw error(object);
            default -> LOG.debug("{}: event {} is not known", service, type);
        }
        String after = version(object);
        return after.isEmpty() ? version : after;
    }

    private static IOException error(JsonNode status) {
        String message = status.path("message").asString("error while watching");
        return status.path("code").asInt(0) == HttpURLConnection.HTTP_GONE
                ? new GoneException(message)
                : new IOException(message);
    }

    private void tell() {
        Slices now = slices.copy();
        followers.seen(sought -> now.instances(sought, service, settings.portOf(sought), settings.scheme()));
    }

    @Override
    public void lost(String why) {
        followers.lost(settings.api() + ": " + why);
    }

    @Override
    public void close() {
        followers.close();
        rounds.close();
    }
}
