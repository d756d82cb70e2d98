package io.quintet.verify;

/** What a failure came of. */
final class Causes {
    private Causes() {}

    /** Whether it is of a kind, or one that it was caused by. */
    static boolean any(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
