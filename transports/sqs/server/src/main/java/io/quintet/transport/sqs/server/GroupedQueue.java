package io.quintet.transport.sqs.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.MessageQueue;
import scala.Function1;
import scala.Option;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The messages of a FIFO queue, as ElasticMQ keeps them, but for the time that it takes: there each question that finds its message groups
 * held back takes time with the square of their number, each message that becomes visible earlier lets all be sorted anew, and the same
 * message group may be asked first for ever.
 */
final class GroupedQueue implements MessageQueue {
    private static final Comparator<InternalMessage> OLDEST_FIRST = Comparator.comparing(InternalMessage::created)
            .thenComparingInt(InternalMessage::orderIndex)
            .thenComparing(InternalMessage::id);

    private final Map<String, InternalMessage> byId = new LinkedHashMap<>();
    /** Those that have waited longest come first. */
    private final Map<String, TreeSet<InternalMessage>> groups = new LinkedHashMap<>();

    private static String group(InternalMessage message) {
        return message.messageGroupId().get();
    }

    /** Adds a message, or again one that was received. */
    @Override
    public void $plus$eq(InternalMessage message) {
        byId.put(message.id(), message);
        groups.computeIfAbsent(group(message), absent -> new TreeSet<>(OLDEST_FIRST))
                .add(message);
    }

    @Override
    public Option<InternalMessage> getById(String id) {
        return Option.apply(byId.get(id));
    }

    @Override
    public Option<InternalMessage> pop() {
        Iterator<InternalMessage> all = byId.values().iterator();
        if (!all.hasNext()) {
            return Option.empty();
        }
        InternalMessage first = all.next();
        remove(first.id());
        return Option.apply(first);
    }

    @Override
    public Iterable<InternalMessage> all() {
        return CollectionConverters.asScala(byId.values());
    }

    @Override
    public long size() {
        return byId.size();
    }

    @Override
    public void clear() {
        byId.clear();
        groups.clear();
    }

    @Override
    public void remove(String id) {
        InternalMessage message = byId.remove(id);
        if (message != null) {
            TreeSet<InternalMessage> messages = groups.get(group(message));
            if (messages != null) {
                messages.remove(message);
                if (messages.isEmpty()) {
                    groups.remove(group(message));
                }
            }
        }
    }

    /** This one, without them: ElasticMQ puts it where this one was. */
    @Override
    public MessageQueue filterNot(Function1<InternalMessage, Object> unwanted) {
        List.copyOf(byId.values()).stream()
                .filter(message -> Boolean.TRUE.equals(unwanted.apply(message)))
                .forEach(message -> remove(message.id()));
        return this;
    }

    /** Of each message group those before the first one that is not visible. */
    @Override
    public scala.collection.immutable.List<InternalMessage> dequeue(int count, long now) {
        List<InternalMessage> taken = new ArrayList<>(count);
        List<String> from = new ArrayList<>();
        for (Map.Entry<String, TreeSet<InternalMessage>> group : groups.entrySet()) {
            int before = taken.size();
            for (InternalMessage message : group.getValue()) {
                if (taken.size() == count || !message.deliverable(now)) {
                    break;
                }
                taken.add(message);
            }
            if (taken.size() > before) {
                from.add(group.getKey());
            }
            if (taken.size() == count) {
                break;
            }
        }
        for (String group : from) { // next time the others come before them
            TreeSet<InternalMessage> messages = groups.remove(group);
            if (messages != null) {
                groups.put(group, messages);
            }
        }
        return CollectionConverters.asScala(taken).toList();
    }
}
