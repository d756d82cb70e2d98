package io.quintet.examples.fooddelivery.demo;

import java.util.List;

/**
 * What the checker found.
 *
 * @param acknowledged orders that the client was told are placed
 * @param effects rows that orders have left behind
 * @param lost orders that lack effects: acknowledged ones, and others that were begun
 * @param phantom rows that no attempted order explains
 * @param appliedTwice rows that are more than one of their kind
 * @param orderBreaks events of one channel and order that were heard of before an earlier one
 * @param examples some orders that are not as they should be, for people
 */
record Verdict(
        long acknowledged,
        long effects,
        long lost,
        long phantom,
        long appliedTwice,
        long orderBreaks,
        List<String> examples) {
    boolean clean() {
        return lost == 0 && sound();
    }

    /** Clean but for what may still come. */
    boolean sound() {
        return phantom == 0 && appliedTwice == 0 && orderBreaks == 0;
    }
}
