package io.quintet.discovery.kubernetes;

import io.quintet.spi.Follower;
import io.quintet.spi.Sought;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the slices of one service, then their changes from there on; reads them again when the server no longer has the changes, after
 * every failure, and from time to time.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">Efficient detection of
 *     changes</a>
 */
final class SliceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SliceWatch.class);

    private static final int MOST_LIST_BYTES = 64 * 1024 * 1024;
    private static final int MOST_EVENT_BYTES = 8 * 1024 * 1024;
    private static final Duration SLACK = Duration.ofSeconds(15);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long MOST_PAUSE_MILLIS = 10_000;

    private final ApiServer api;
    private final KubernetesSettings settings;
    private final String service;
    private final JsonMapper json = new JsonMapper();
    private final Slices slices = new Slices();
    private final Map<Follower, Sought> followers = new ConcurrentHashMap<>();
    private final Thread thread;
    private boolean complete;
    private @Nullable String lost;

    SliceWatch(ApiServer api, KubernetesSettings settings, String service) {
        this.api = api;
        this.settings = settings;
        this.service = service;
        this.thread = Thread.ofVirtual().name("quintet-kubernetes-" + service).start(this::run);
    }

    synchronized void add(Sought sought, Follower follower) {
        followers.put(follower, sought);
        String why = lost;
        if (why != null) {
            follower.lost(why);
        } else if (complete) {
            tell(follower, sought);
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                String version = list();
                pause = FIRST_PAUSE_MILLIS;
                follow(version);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | JacksonException e) {
                if (e instanceof ApiException refusal && refusal.gone()) {
                    rest(FIRST_PAUSE_MILLIS);
                } else {
                    lost(e);
                    rest(pause);
                    pause = Math.min(pause * 2, MOST_PAUSE_MILLIS);
                }
            }
        }
    }

    /** With jitter: all clients of a cluster lose its API at the same moment. */
    private static void rest(long millis) {
        try {
            Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String list() throws IOException, InterruptedException {
        JsonNode list;
        try (ApiServer.Body body = api.get(settings.path(service), settings.timeout())) {
            byte[] bytes = body.stream().readNBytes(MOST_LIST_BYTES + 1);
            if (bytes.length > MOST_LIST_BYTES) {
                throw new IOException("a list of more than " + MOST_LIST_BYTES + " bytes");
            }
            list = json.readTree(bytes);
        }
        synchronized (this) {
            slices.clear();
            list.path("items").forEach(slices::put);
            complete = true;
            tellAll();
        }
        return version(list);
    }

    private static String version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asString("");
    }

    private void follow(String from) throws IOException, InterruptedException {
        String version = from;
        long start = System.nanoTime();
        while (System.nanoTime() - start < settings.resync().toNanos()) {
            String path = settings.path(service) + "&watch=true&allowWatchBookmarks=true&timeoutSeconds="
                    + settings.watch().toSeconds() + "&resourceVersion=" + version;
            long began = System.nanoTime();
            try (ApiServer.Body body = api.get(path, settings.watch().plus(SLACK))) {
                byte[] line = line(body.stream());
                while (line != null) {
                    version = event(json.readTree(line), version);
                    line = line(body.stream());
                }
            }
            if (System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS)) {
                rest(FIRST_PAUSE_MILLIS); // who ends each watch at once is not to be asked without a pause
            }
        }
    }

    /** Takes one change in; returns the version after it. */
    private String event(JsonNode event, String version) throws ApiException {
        JsonNode object = event.path("object");
        String type = event.path("type").asString("");
        switch (type) {
            case "ADDED", "MODIFIED" -> changed(() -> slices.put(object));
            case "DELETED" -> changed(() -> slices.remove(object));
            case "BOOKMARK" -> LOG.debug("{}: nothing changed up to {}", service, version(object));
            case "ERROR" ->
                throw new ApiException(
                        object.path("code").asInt(0),
                        settings.api() + ": " + object.path("message").asString("error while watching"));
            default -> LOG.debug("{}: event {} is not known", service, type);
        }
        String after = version(object);
        return after.isEmpty() ? version : after;
    }

    private synchronized void changed(Runnable change) {
        change.run();
        tellAll();
    }

    private void tellAll() {
        lost = null;
        followers.forEach((follower, sought) -> tell(follower, sought));
    }

    private void tell(Follower follower, Sought sought) {
        follower.seen(slices.instances(sought, service, settings.portOf(sought), settings.scheme()));
    }

    private synchronized void lost(Exception e) {
        String why = settings.api() + ": " + (e.getMessage() == null ? e.toString() : e.getMessage());
        lost = why;
        followers.keySet().forEach(follower -> follower.lost(why));
    }

    /** The next line that is not empty; null where the server has ended the watch in order. */
    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        while (true) {
            int next = in.read();
            if (next < 0 || next == '\n') {
                if (line.size() > 0 && next < 0) {
                    throw new EOFException("a watch that ends within an event");
                }
                if (line.size() > 0 || next < 0) {
                    return next < 0 ? null : line.toByteArray();
                }
            } else if (line.size() == MOST_EVENT_BYTES) {
                throw new IOException("an event of more than " + MOST_EVENT_BYTES + " bytes");
            } else {
                line.write(next);
            }
        }
    }

    @Override
    public void close() {
        followers.clear();
        thread.interrupt();
    }
}
