package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.InvalidContractException;
import io.quintet.contract.HttpModel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.net.Decision;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Codec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publish/subscribe operations as streams of server-sent events, each at the path that its calls would have, by {@code GET}.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, server-sent events</a>
 */
final class EventStreams {
    /** Clocks of publishers may be behind by so much. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final String JSON = "application/json";

    private final EventSettings settings;
    private final Clock clock;
    private final List<Codec> codecs;
    private final Semaphore room;
    private volatile Map<String, EventTopic> topics = Map.of();
    private volatile boolean closed;

    EventStreams(EventSettings settings, Clock clock, List<Codec> codecs) {
        this.settings = settings;
        this.clock = clock;
        this.codecs = codecs;
        this.room = new Semaphore(settings.maxClients());
    }

    /** The path of an operation without variables; null where it has some. */
    static @Nullable String path(HttpModel http) {
        StringBuilder path = new StringBuilder();
        for (HttpModel.Segment segment : http.path()) {
            if (!(segment instanceof HttpModel.Segment.Literal literal)) {
                return null;
            }
            path.append('/');
            Percent.encode(path, literal.text());
        }
        return path.toString();
    }

    /** Streams more operations, beside those that are served already; returns what takes their messages, without blocking. */
    synchronized Consumer<Message> add(List<BoundOperation> operations, List<ServedOperation> served) {
        Instant liveFrom = clock.instant().minus(SKEW);
        Map<String, EventTopic> all = new HashMap<>(topics);
        Map<String, EventTopic> byType = new HashMap<>();
        for (BoundOperation bound : operations) {
            BoundOperation json = json(bound);
            EventTopic topic = new EventTopic(bound, json.requests(), settings.kept(), liveFrom);
            byType.put(bound.model().qualifiedName(), topic);
            String path = String.valueOf(path(bound.model().http()));
            if (all.put(path, topic) != null) {
                throw new InvalidContractException(bound.model().qualifiedName() + ": " + path
                        + " streams events already (mend: expose the contract once, or rename the operation)");
            }
        }
        for (ServedOperation operation : served) {
            String path = path(operation.bound().model().http());
            BoundOperation other = path == null || !all.containsKey(path)
                    ? null
                    : all.get(path).bound();
            if (other != null) {
                throw new InvalidContractException(operation.name() + ": path " + path + " is that of the events "
                        + other.model().qualifiedName() + " (mend: change the @Http path)");
            }
        }
        topics = all;
        return message -> {
            EventTopic topic = byType.get(message.header(HeaderNames.TYPE));
            if (topic != null) {
                topic.publish(message);
            }
        };
    }

    private BoundOperation json(BoundOperation bound) {
        for (Codec codec : codecs) {
            if (codec.mediaType().equals(JSON)) {
                return BoundOperation.of(bound.model(), codec);
            }
        }
        throw new InvalidContractException(bound.model().qualifiedName()
                + ": events are streamed as JSON, and no codec on the class path writes it (mend: add"
                + " quintet-codec-json)");
    }

    /** All that are streamed. */
    List<BoundOperation> operations() {
        return topics.values().stream().map(EventTopic::bound).toList();
    }

    /** The path of a route where it is that of a stream, else null. */
    @Nullable
    String taken(HttpModel http) {
        String path = path(http);
        return path != null && topics.containsKey(path) ? path : null;
    }

    /** Whether there are none, as on most servers. */
    boolean none() {
        return topics.isEmpty();
    }

    /** The answer where the path is that of a stream, else null. */
    @Nullable
    Decision answer(RequestHead head, String path) {
        EventTopic topic = topics.get(path);
        if (topic == null) {
            return null;
        }
        String accept = HttpNames.list(head, HttpNames.ACCEPT);
        if (Accept.choose(accept, List.of(EventStream.MEDIA_TYPE)) < 0) {
            return problem(
                    406, Code.INVALID_ARGUMENT, "accept: \"" + accept + "\" (expected: text/event-stream)", head);
        }
        if (head.method().equals("HEAD")) {
            return new Reply(200, EventStream.MEDIA_TYPE, new byte[0], List.of(), List.of());
        }
        return new EventStream(topic, settings, room, head.header(HttpNames.LAST_EVENT_ID), full(head));
    }

    private Reply full(RequestHead head) {
        return problem(
                        503,
                        Code.UNAVAILABLE,
                        closed ? "shutting down" : settings.maxClients() + " clients follow events (expected: fewer)",
                        head)
                .with(HttpNames.RETRY_AFTER, Long.toString(1 + settings.retry().toSeconds()));
    }

    private static Reply problem(int status, Code code, String detail, RequestHead head) {
        return Problems.of(status, code, detail, true, List.of(), head.target());
    }

    /** Ends all streams, and lets no more begin. */
    void close() {
        closed = true;
        topics.values().forEach(EventTopic::close);
    }
}
