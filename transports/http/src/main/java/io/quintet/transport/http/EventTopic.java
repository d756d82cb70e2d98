package io.quintet.transport.http;

import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.RecordCodec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one operation: the last of them, and the clients that follow. Safe for use by many threads.
 *
 * <p>A transport that keeps messages hands out the past first. That is kept for clients that come back, and not told to those that come
 * for the first time, who want to know what happens from now on.
 */
final class EventTopic {
    private static final Logger LOG = LoggerFactory.getLogger(EventTopic.class);

    private final BoundOperation bound;
    private final RecordCodec<Object> json;
    private final int mostKept;
    private final Instant liveFrom;
    private final Deque<Event> kept = new ArrayDeque<>();
    private final Set<EventStream> clients = new LinkedHashSet<>();
    private int keptBytes;
    private boolean closed;

    /** With the codec that writes JSON, the most bytes to keep, and since when what is published is not the past. */
    EventTopic(BoundOperation bound, RecordCodec<Object> json, int mostKept, Instant liveFrom) {
        this.bound = bound;
        this.json = json;
        this.mostKept = mostKept;
        this.liveFrom = liveFrom;
    }

    BoundOperation bound() {
        return bound;
    }

    void publish(Message message) {
        Event event = event(message);
        if (event == null) {
            return;
        }
        synchronized (this) {
            keep(event);
            for (EventStream client : clients) {
                client.offer(event);
            }
        }
    }

    // data as this side's contract knows it, in one line, whatever format it was published in
    private @Nullable Event event(Message message) {
        try {
            byte[] data = json.encode(bound.requests().decode(message.payload()));
            return Event.of(message.id(), bound.model().name(), data, live(message));
        } catch (QuintetException e) {
            LOG.warn("{}: {} cannot be shown to clients: {}", bound.model().qualifiedName(), message, e.getMessage());
            return null;
        }
    }

    private boolean live(Message message) {
        String time = message.header(HeaderNames.TIME);
        try {
            return time == null || !Instant.parse(time).isBefore(liveFrom);
        } catch (DateTimeParseException e) {
            return true; // better told twice than never
        }
    }

    private void keep(Event event) {
        kept.addLast(event);
        keptBytes += event.frame().length;
        while (keptBytes > mostKept) {
            keptBytes -= kept.removeFirst().frame().length;
        }
    }

    /** Lets a client follow; one that has seen an event gets those after it first, as far as they are kept. False when it is too late. */
    synchronized boolean join(EventStream client, @Nullable String lastSeen) {
        if (closed) {
            return false;
        }
        client.begin(lastSeen == null ? List.of() : after(lastSeen));
        clients.add(client);
        return true;
    }

    // one that is not known any more, or was never here, is older than all that is kept
    private List<Event> after(String lastSeen) {
        List<Event> missed = new ArrayList<>();
        for (Iterator<Event> newest = kept.descendingIterator(); newest.hasNext(); ) {
            Event event = newest.next();
            if (event.id().equals(lastSeen)) {
                break;
            }
            missed.add(event);
        }
        return missed.reversed();
    }

    synchronized void leave(EventStream client) {
        clients.remove(client);
    }

    synchronized void close() {
        closed = true;
        clients.forEach(EventStream::close);
    }
}
