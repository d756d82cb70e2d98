package io.quintet.discovery.etcd;

import io.quintet.discovery.http.HttpApi;
import io.quintet.discovery.http.JsonBody;
import io.quintet.discovery.http.RefusedException;
import io.quintet.discovery.http.WatchLoop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The members of a cluster, of which one is asked until it fails, and then the next; what watches at one that has failed is given up, for
 * a member that hangs tells of no change and does not say so. All requests may be sent twice. Safe for use by many threads.
 *
 * @see <a href="https://etcd.io/docs/v3.4/dev-guide/api_grpc_gateway/">The gateway</a>
 */
final class EtcdCluster implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<URI> members;
    private final Duration timeout;
    private final Duration watch;
    private final @Nullable Login login;
    private final HttpApi http;
    private final Set<Watch> watching = ConcurrentHashMap.newKeySet();
    private volatile int current;
    private volatile @Nullable String token;

    EtcdCluster(EtcdSettings settings, ScheduledExecutorService scheduler) {
        this(settings, ThreadLocalRandom.current().nextInt(settings.endpoints().size()), scheduler);
    }

    /** Begins with a member: not all processes are to ask the same one. */
    EtcdCluster(EtcdSettings settings, int first, ScheduledExecutorService scheduler) {
        this.members = settings.endpoints();
        this.timeout = settings.timeout();
        this.watch = settings.watch();
        this.login = settings.login();
        this.http = new HttpApi(timeout, settings.tls(), scheduler);
        this.current = first;
    }

    /** What the first member says that can. */
    JsonNode call(String path, Map<String, ?> request) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        int first = current;
        for (int i = 0; i < members.size(); i++) {
            int member = (first + i) % members.size();
            try (JsonBody body = send(member, path, request, timeout)) {
                JsonNode answer = answer(member, body.whole());
                current = member;
                return answer;
            } catch (IOException e) {
                if (!failed(member, e)) {
                    throw e;
                }
                failures.add(reason(member, e));
            }
        }
        throw new IOException(String.join("; ", failures));
    }

    /** Watches at the current member. */
    Watch watch(Map<String, ?> request) throws IOException, InterruptedException {
        int member = current;
        try {
            Watch begun = new Watch(member, send(member, "/v3/watch", request, watch));
            watching.add(begun);
            return begun;
        } catch (IOException e) {
            throw failed(member, e) ? new IOException(reason(member, e), e) : e;
        }
    }

    private JsonNode answer(int member, JsonNode answer) throws EtcdException {
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            throw EtcdException.of(members.get(member), error);
        }
        return answer;
    }

    /** Goes on to the next member, unless this one has given an answer that others would give, too. */
    private boolean failed(int member, IOException e) {
        if (e instanceof EtcdException refusal && !refusal.ofMember()) {
            return false;
        }
        if (current == member) {
            current = (member + 1) % members.size();
        }
        String why = reason(member, e);
        watching.stream().filter(each -> each.member == member).forEach(each -> each.giveUp(why));
        return true;
    }

    private String reason(int member, IOException e) {
        return e instanceof EtcdException ? WatchLoop.reason(e) : members.get(member) + ": " + WatchLoop.reason(e);
    }

    private JsonBody send(int member, String path, Map<String, ?> request, Duration longest)
            throws IOException, InterruptedException {
        if (login == null) {
            return send(member, path, request, longest, "");
        }
        String known = token;
        try {
            return send(member, path, request, longest, known == null ? authenticate(member, login) : known);
        } catch (EtcdException e) {
            if (known == null || !e.tokenIsOld()) {
                throw e;
            }
            return send(member, path, request, longest, authenticate(member, login));
        }
    }

    private String authenticate(int member, Login who) throws IOException, InterruptedException {
        String fresh = "";
        try (JsonBody body = send(
                member, "/v3/auth/authenticate", Map.of("name", who.user(), "password", who.password()), timeout, "")) {
            fresh = body.whole().path("token").asString("");
        } catch (EtcdException e) {
            if (!e.needsNoLogin()) {
                throw e;
            }
        }
        token = fresh;
        return fresh;
    }

    private JsonBody send(int member, String path, Map<String, ?> request, Duration longest, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder asking = HttpRequest.newBuilder(URI.create(members.get(member) + path))
                .header("Content-Type", "application/json")
                .header("Grpc-Metadata-hasleader", "true") // a member that is cut off from the others ends watches
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)));
        if (!authorization.isEmpty()) {
            asking.header("Authorization", authorization);
        }
        try {
            return http.send(asking, longest);
        } catch (RefusedException e) {
            throw EtcdException.of(members.get(member), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** Changes, as one member tells of them. For one thread. */
    final class Watch implements AutoCloseable {
        private final int member;
        private final JsonBody body;
        private volatile @Nullable String failure;

        private Watch(int member, JsonBody body) {
            this.member = member;
            this.body = body;
        }

        private void giveUp(String why) {
            failure = why;
            body.giveUp();
        }

        /** What comes next; null when the member or the time for one request has ended it, and nothing is wrong. */
        @Nullable
        JsonNode next() throws IOException {
            try {
                JsonNode next = body.next();
                return next == null ? null : answer(member, next).path("result");
            } catch (EtcdException e) {
                throw e;
            } catch (IOException e) {
                String why = failure;
                if (why == null && body.over()) {
                    return null;
                }
                throw new IOException(why == null ? reason(member, e) : why, e);
            }
        }

        @Override
        public void close() {
            watching.remove(this);
            body.close();
        }
    }
}
