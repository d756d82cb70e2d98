package io.quintet.verify;

import io.quintet.faults.history.Rule;
import java.util.List;
import java.util.Set;

/** The kinds of operations, the groups, and which group sees what. */
final class Kinds {
    static final String NOTE = "note";
    static final String ASK = "ask";
    static final String ORDER = "order";
    static final String HAPPENED = "happened";
    static final String FOLLOWED = "followed";
    static final String POLLED = "polled";
    static final String REPLIED = "replied";
    static final String CALL = "call";

    /** Those that producers begin. */
    static final List<String> BEGUN = List.of(NOTE, ASK, ORDER, HAPPENED, POLLED, CALL);
    /** Of those, the ones that succeed when they are answered in time, which a broker's change of owners may take longer than. */
    static final Set<String> IN_TIME = Set.of(ASK);
    /** Of those, the ones that have answers. */
    static final List<String> ANSWERED = List.of(ASK, ORDER, POLLED, CALL);

    static final String WORK = "verify-work";
    static final String LEDGER = "ledger";
    static final String AUDIT = "audit";
    /** Its handlers are idempotent, and have no inbox. */
    static final String MIRROR = "mirror";

    static final String REPLIES = "replies";
    static final String CALLS = "verify-calls";

    /** Their effects know the delivery that they are of. */
    static final Set<String> WITH_INBOX = Set.of(WORK, LEDGER, AUDIT, REPLIES);

    private static final List<Rule> RULES = List.of(
            Rule.direct(NOTE, WORK),
            Rule.direct(ASK, WORK).expiring(),
            Rule.direct(ORDER, WORK),
            Rule.reply(REPLIED, REPLIES, ORDER, WORK),
            Rule.direct(HAPPENED, LEDGER),
            Rule.direct(HAPPENED, AUDIT),
            Rule.direct(HAPPENED, MIRROR).atLeastOnce(),
            Rule.caused(FOLLOWED, LEDGER, NOTE, WORK),
            Rule.caused(FOLLOWED, AUDIT, NOTE, WORK),
            Rule.caused(FOLLOWED, MIRROR, NOTE, WORK).atLeastOnce(),
            Rule.direct(POLLED, LEDGER).expiring(),
            Rule.direct(POLLED, AUDIT).expiring(),
            Rule.direct(CALL, CALLS));

    private Kinds() {}

    /** Which group is to have which effect, over what carries the messages of a run. */
    static List<Rule> rules(Database database) {
        return database.allGroupsOrNone()
                ? RULES
                : RULES.stream().map(Rule::tearable).toList();
    }
}
