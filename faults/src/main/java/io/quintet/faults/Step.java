package io.quintet.faults;

import static io.quintet.faults.FaultKind.BREAK;
import static io.quintet.faults.FaultKind.CORRUPT;
import static io.quintet.faults.FaultKind.DELAY;
import static io.quintet.faults.FaultKind.DROP;
import static io.quintet.faults.FaultKind.DUPLICATE;
import static io.quintet.faults.FaultKind.FAIL;
import static io.quintet.faults.FaultKind.REORDER;
import static io.quintet.faults.FaultKind.THROW;

import java.util.EnumSet;
import java.util.Set;

/** Where faults fire, in the order of a message's way. */
public enum Step {
    /** A message is about to be given to the transport. */
    BEFORE_SEND(THROW, DROP, DELAY, REORDER, FAIL, DUPLICATE, CORRUPT),
    /** The transport has accepted messages, their sender does not know yet; a drop loses the receipts. */
    AFTER_SEND(THROW, DROP, DELAY),
    /** A delivery is about to be handed to the consumer; a drop brings it again a little later, and so does a damage that is noticed. */
    BEFORE_HANDLING(DROP, DELAY, DUPLICATE, CORRUPT),
    /** A transaction is about to begin. */
    BEFORE_TRANSACTION(THROW, DELAY, FAIL),
    /** The work of a transaction is done, and not committed. */
    BEFORE_COMMIT(THROW, DELAY, FAIL),
    /** A transaction is committed, whoever asked for it does not know yet. */
    AFTER_COMMIT(THROW, DELAY),
    /** A delivery is about to be acknowledged; a drop loses that, and it comes again. */
    BEFORE_ACK(THROW, DROP, DELAY, DUPLICATE),
    /** A delivery was acknowledged; a duplicate settles it again, as a retry. */
    AFTER_ACK(THROW, DUPLICATE),
    /** The outbox's rows are about to be sent. */
    BEFORE_RELAY(THROW, DROP, DELAY),
    /** The outbox's rows were accepted, and are not marked yet; a drop loses the receipts, a duplicate sends all again. */
    AFTER_RELAY(THROW, DROP, DELAY, DUPLICATE),
    /** A call is about to be made. */
    BEFORE_CALL(THROW, DELAY, FAIL, DUPLICATE),
    /** A call has its response, the caller does not know yet; a drop loses the response. */
    AFTER_CALL(DROP, DELAY),
    /** A call was handled, and its response is about to be sent. */
    BEFORE_ANSWER(DELAY, BREAK);

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final Set<FaultKind> kinds;

    Step(FaultKind first, FaultKind... more) {
        kinds = EnumSet.of(first, more);
    }

    /** What can go wrong here. */
    public Set<FaultKind> kinds() {
        return Set.copyOf(kinds);
    }
}
