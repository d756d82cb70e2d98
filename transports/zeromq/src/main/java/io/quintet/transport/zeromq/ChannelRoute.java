package io.quintet.transport.zeromq;

import io.quintet.Code;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a channel's messages to every group that is there, or was there a while ago. For the reactor's thread. */
final class ChannelRoute {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelRoute.class);

    private final String channel;
    private final boolean confirmsHandled;
    private final Duration patience;
    private final long rememberNanos;
    private final Map<String, GroupRoute> groups = new LinkedHashMap<>();
    private final Map<String, Long> lastSeen = new LinkedHashMap<>();
    /** What waits until there is a group. */
    private final ArrayDeque<Sent> early = new ArrayDeque<>();
    /** What its sender waits for, what is due next first. */
    private final Pending pending = new Pending();

    ChannelRoute(String channel, ZeroMqSettings settings) {
        this.channel = channel;
        this.confirmsHandled = settings.handled();
        this.patience = settings.patience();
        this.rememberNanos = settings.remember().toNanos();
    }

    void send(Sent sent) {
        sent.waitsAmong(pending);
        if (groups.isEmpty()) {
            early.add(sent);
        } else {
            toEveryGroup(sent);
        }
    }

    private void toEveryGroup(Sent sent) {
        for (GroupRoute group : groups.values()) {
            sent.add(new Copy(sent, group));
        }
        for (Copy copy : sent.copies()) {
            copy.group().route(copy);
        }
    }

    GroupRoute group(String name) {
        lastSeen.put(name, System.nanoTime());
        return groups.computeIfAbsent(name, absent -> new GroupRoute(channel, name, confirmsHandled));
    }

    Iterable<GroupRoute> groups() {
        return groups.values();
    }

    /** The registry has told all that it knows. */
    void seen() {
        if (!groups.isEmpty()) {
            while (!early.isEmpty()) {
                Sent sent = early.remove();
                if (!sent.done()) {
                    toEveryGroup(sent);
                }
            }
        }
    }

    /** Whether it is still of use. */
    boolean tick(long now, @Nullable String lost) {
        groups.values().forEach(group -> {
            if (!group.outlets().isEmpty()) {
                lastSeen.put(group.name(), now);
            }
        });
        groups.values().removeIf(group -> {
            boolean forgotten =
                    group.outlets().isEmpty() && now - lastSeen.getOrDefault(group.name(), now) > rememberNanos;
            if (forgotten) {
                forget(group);
            }
            return forgotten;
        });
        lastSeen.keySet().retainAll(groups.keySet());
        for (Sent sent : late(now)) {
            if (!sent.done()) { // else it failed with one of its key
                expire(sent, lost);
            }
        }
        return !groups.isEmpty() || !pending.isEmpty();
    }

    /** What was not received in time; what was, somebody works on. */
    private List<Sent> late(long now) {
        List<Sent> late = new ArrayList<>();
        for (Sent sent = pending.first(); sent != null && now - sent.due() >= 0; sent = sent.next()) {
            if (sent.copies().isEmpty() || !sent.copies().stream().allMatch(Copy::arrived)) {
                late.add(sent);
            }
        }
        return late;
    }

    /** Nobody waits for it any more; what it had received and never settled is lost. */
    private void forget(GroupRoute group) {
        int gone = 0;
        for (Copy copy : group.takeAll()) {
            if (copy.sent().done()) {
                gone++;
            } else if (copy.sent().copies().size() > 1) {
                copy.sent().forgo(copy);
            } else {
                copy.sent().fail(Code.UNAVAILABLE, notReceived(copy.sent(), group.why()));
            }
        }
        if (gone > 0) {
            LOG.error(
                    "channel {}: {} messages that group {} had received and not settled are lost, for nobody of it has"
                            + " come again (expected: within zeromq.remember)",
                    channel,
                    gone,
                    group.name());
        }
    }

    private void expire(Sent sent, @Nullable String lost) {
        if (sent.copies().isEmpty()) {
            early.remove(sent);
            sent.fail(
                    Code.UNAVAILABLE,
                    "channel " + channel + ": nobody was there within " + patience
                            + " (expected: somebody who subscribes or serves, and enters the registry"
                            + (lost == null ? "" : ", which cannot tell at the moment: " + lost) + ")");
            return;
        }
        String why = sent.copies().stream()
                .filter(copy -> !copy.arrived())
                .map(copy -> copy.group().why())
                .findFirst()
                .orElseThrow();
        sent.fail(Code.UNAVAILABLE, notReceived(sent, why));
        String whyBehind = why + ", and an earlier message of the same key was not delivered";
        ArrayDeque<Sent> failed = new ArrayDeque<>(List.of(sent));
        while (!failed.isEmpty()) { // who is told that a message has failed must not find it delivered to some
            for (Copy copy : failed.remove().copies()) {
                for (Copy behind : copy.group().abandon(copy)) {
                    if (behind != copy) {
                        behind.sent().fail(Code.UNAVAILABLE, notReceived(behind.sent(), whyBehind));
                        failed.add(behind.sent());
                    }
                }
            }
        }
    }

    private String notReceived(Sent sent, String why) {
        return "channel " + channel + ": message " + sent.id() + " was not received within " + patience + ": " + why;
    }

    /** Whether a member may have got something that its sender waits for. */
    boolean awaitsAnswer() {
        for (Sent sent = pending.first(); sent != null; sent = sent.next()) {
            if (sent.everSent()) {
                return true;
            }
        }
        return false;
    }

    /** Gives up all that waits, and fails what its sender waits for. */
    void end(Code code, String why) {
        early.clear();
        groups.values().forEach(GroupRoute::takeAll);
        pending.all().forEach(sent -> sent.fail(code, why));
    }
}
