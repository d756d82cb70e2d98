package io.quintet.faults.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The answers that requesters got: to their own request, of a run that was committed, and one from each group. */
final class Answered {
    private final List<Event> history;
    private final Evidence evidence;

    Answered(List<Event> history, Evidence evidence) {
        this.history = history;
        this.evidence = evidence;
    }

    void check(List<Finding> findings) {
        Set<String> seen = new HashSet<>();
        for (Event event : history) {
            if (event.type() != Event.Type.OK || event.note().isEmpty()) {
                continue;
            }
            for (String each : event.note().split(" ", -1)) {
                check(event, Answer.parse(each), seen, findings);
            }
        }
    }

    private void check(Event event, Answer answer, Set<String> seen, List<Finding> findings) {
        if (!answer.op().equals(event.op())) {
            findings.add(new Finding(
                    Verdict.WRONG_REPLY,
                    answer.group(),
                    event.op(),
                    "",
                    event.key(),
                    "got the reply to " + answer.op()));
            return;
        }
        if (!seen.add(answer.group() + "\n" + answer.op())) {
            findings.add(new Finding(
                    Verdict.SECOND_REPLY, answer.group(), event.op(), "", event.key(), "run " + answer.run()));
        }
        List<Effect> effects = evidence.of(answer.group(), answer.op());
        if (effects.stream().noneMatch(effect -> effect.run().equals(answer.run()))) {
            findings.add(new Finding(
                    Verdict.WRONG_REPLY,
                    answer.group(),
                    event.op(),
                    effects.isEmpty() ? "" : effects.getFirst().message(),
                    event.key(),
                    "got the reply of run " + answer.run() + " (expected: one that committed its effect)"));
        }
    }
}
