package io.quintet.verify;

import java.util.function.Predicate;

/** What a failure came of. */
final class Causes {
    private Causes() {}

    /** Whether it, or one that it was caused by, is what is looked for. */
    static boolean any(Throwable failure, Predicate<Throwable> sought) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (sought.test(each)) {
                return true;
            }
        }
        return false;
    }
}
