package io.quintet.discovery.etcd;

import io.quintet.discovery.http.GoneException;
import io.quintet.discovery.http.Rounds;
import io.quintet.discovery.http.WatchLoop;
import io.quintet.spi.Follower;
import io.quintet.spi.Followers;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The entries of one contract, as etcd lists them and tells of their changes from that revision on.
 *
 * @see <a href="https://etcd.io/docs/v3.4/learning/api/#watch-api">Watches</a>
 */
final class EntryWatch implements WatchLoop.Watched<Long>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EntryWatch.class);

    private final EtcdCluster cluster;
    private final Map<String, String> range;
    private final Map<String, Instance> byKey = new TreeMap<>();
    private final Followers followers = new Followers();
    private final Rounds rounds;

    EntryWatch(EtcdCluster cluster, Keys keys, String contract, Duration resync) {
        this.cluster = cluster;
        this.range = keys.range(contract);
        this.rounds = WatchLoop.start("quintet-etcd-" + contract, resync, this);
    }

    void add(Sought sought, Follower follower) {
        followers.add(sought, follower);
    }

    @Override
    public Long list() throws IOException, InterruptedException {
        JsonNode answer = cluster.call("/v3/kv/range", range);
        long revision = Numbers.of(answer.path("header"), "revision");
        byKey.clear();
        answer.path("kvs").forEach(this::put);
        followers.seen(byKey.values());
        return revision;
    }

    private void put(JsonNode pair) {
        String key = pair.path("key").asString("");
        Instance instance = EntryFormat.read(pair.path("value").asString(""));
        if (instance == null) {
            LOG.debug("{}: what stands there is no instance", key);
            byKey.remove(key);
        } else {
            byKey.put(key, instance);
        }
    }

    @Override
    public Long follow(Long from) throws IOException, InterruptedException {
        Map<String, Object> request = new HashMap<>(range);
        request.put("start_revision", from + 1);
        long revision = from;
        try (EtcdCluster.Watch watch = cluster.watch(Map.of("create_request", request))) {
            JsonNode response = watch.next();
            while (response != null) {
                refuseEnd(response);
                revision = take(response.path("events"), revision);
                response = watch.next();
            }
        }
        return revision;
    }

    private static void refuseEnd(JsonNode response) throws IOException {
        if (response.path("canceled").asBoolean(false)) {
            if (response.has("compact_revision")) {
                throw new GoneException("compacted up to " + response.path("compact_revision"));
            }
            throw new IOException(
                    "the watch is refused: " + response.path("cancel_reason").asString("no reason given"));
        }
    }

    /** Takes changes in; returns the revision of the last. That in the header may be of changes that are still to come. */
    private long take(JsonNode events, long revision) throws IOException {
        long last = revision;
        for (JsonNode event : events) {
            JsonNode pair = event.path("kv");
            if (event.path("type").asString("PUT").equals("DELETE")) {
                byKey.remove(pair.path("key").asString(""));
            } else {
                put(pair);
            }
            last = Numbers.of(pair, "mod_revision");
        }
        if (!events.isEmpty()) {
            followers.seen(byKey.values());
        }
        return last;
    }

    @Override
    public void lost(String why) {
        followers.lost("etcd: " + why);
    }

    @Override
    public void close() {
        followers.close();
        rounds.close();
    }
}
