package io.quintet.transport.sql.powerloss;

import io.quintet.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what is there with what was acknowledged. */
final class Verdict {
    /** How every complaint begins that says that something acknowledged is gone. */
    static final String LOST = "lost: ";

    private final Marks told;
    private final List<String> complaints = new ArrayList<>();

    Verdict(Marks told) {
        this.told = told;
    }

    void complain(String what) {
        complaints.add(what.length() > 500 ? what.substring(0, 500) + " ..." : what);
    }

    List<String> complaints() {
        return complaints;
    }

    /**
     * Of the channel that the process sent to.
     *
     * @param all of a group that begins with the oldest message
     * @param rest of the group that had taken messages before
     * @param dead what that group had given up
     */
    void messages(Inbox all, Inbox rest, Set<String> dead) {
        Set<String> there = ids(all);
        lost("messages", told.of(Marks.Kind.SENT), there);
        if (there.size() != all.messages().size()) {
            complain("delivered twice: " + (all.messages().size() - there.size()) + " messages");
        }
        exact(all, "p");
        ordered(all);

        Set<String> settled = new HashSet<>(told.of(Marks.Kind.TAKEN));
        settled.addAll(ids(rest));
        settled.addAll(dead);
        lost("messages for a group that had not taken them", told.of(Marks.Kind.SENT), settled);
        exact(rest, "p");
        only("dead letters", dead, told.of(Marks.Kind.REJECTED));
    }

    /** Of the service's database: its own rows, its inbox, and its outbox, which is relayed by now. */
    void transactions(Set<String> rows, Set<String> inbox, Inbox relayed) {
        Set<String> sent = ids(relayed);
        lost("rows", told.of(Marks.Kind.COMMITTED), rows);
        lost("inbox rows", told.of(Marks.Kind.COMMITTED), inbox);
        lost("outbox rows", told.of(Marks.Kind.COMMITTED), sent);
        only("rows without an inbox row", rows, inbox);
        only("inbox rows without a row", inbox, rows);
        only("messages of transactions that are not there", sent, rows);
        only("transactions whose messages are not there", rows, sent);
        exact(relayed, "s");
        ordered(relayed);
    }

    void answers(Set<String> given) {
        lost("answers", told.of(Marks.Kind.ANSWERED), given);
    }

    private void lost(String what, Set<String> expected, Set<String> actual) {
        Set<String> missing = new LinkedHashSet<>(expected);
        missing.removeAll(actual);
        if (!missing.isEmpty()) {
            complain(LOST + missing.size() + " " + what + " of " + expected.size() + ": " + missing);
        }
    }

    private void only(String what, Set<String> actual, Set<String> allowed) {
        Set<String> more = new LinkedHashSet<>(actual);
        more.removeAll(allowed);
        if (!more.isEmpty()) {
            complain(what + ": " + more);
        }
    }

    private void exact(Inbox inbox, String source) {
        for (Message message : inbox.messages()) {
            if (!message.id().startsWith(source) || !Samples.exact(message)) {
                complain("never sent so: " + message.id());
            }
        }
    }

    /** The first time of each counts; of each key there is everything from the start, without a gap, in order. */
    private void ordered(Inbox inbox) {
        Set<String> seen = new HashSet<>();
        Map<String, Integer> next = new HashMap<>();
        for (Message message : inbox.messages()) {
            if (seen.add(message.id())) {
                int number = Samples.number(message.id());
                int expected = next.getOrDefault(Samples.key(message.id()), number % Samples.KEYS);
                next.put(Samples.key(message.id()), number + Samples.KEYS);
                if (number != expected) {
                    complain("out of order, or after a gap: " + message.id() + " (expected: number " + expected + ")");
                }
            }
        }
    }

    private static Set<String> ids(Inbox inbox) {
        return inbox.messages().stream().map(Message::id).collect(Collectors.toSet());
    }
}
