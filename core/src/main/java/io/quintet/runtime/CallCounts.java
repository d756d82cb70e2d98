package io.quintet.runtime;

import io.quintet.contract.OperationModel;
import org.jspecify.annotations.Nullable;

/** How often one handling of an operation has called others. Belongs to the handler's thread; takes room when the first call is made. */
final class CallCounts {
    /** Those beyond are not counted: a handler that calls so many operations has another problem. */
    private static final int MOST_OPERATIONS = 16;

    private static final int[] NONE = new int[0];

    private final OperationModel handled;
    private @Nullable OperationModel @Nullable [] called;
    private int[] counts = NONE;

    CallCounts(OperationModel handled) {
        this.handled = handled;
    }

    /** The operation that is handled. */
    OperationModel handled() {
        return handled;
    }

    /** Counts a call; how many of the operation there were by now, or 0 where nobody counts it. */
    @SuppressWarnings("ReferenceEquality") // a client has its operation's one model
    int count(OperationModel operation) {
        @Nullable OperationModel[] known = called;
        if (known == null) {
            known = new OperationModel[MOST_OPERATIONS];
            called = known;
            counts = new int[MOST_OPERATIONS];
        }
        for (int i = 0; i < MOST_OPERATIONS; i++) {
            if (known[i] == null) {
                known[i] = operation;
            }
            if (known[i] == operation) {
                return ++counts[i];
            }
        }
        return 0;
    }
}
