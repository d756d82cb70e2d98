package io.quintet.examples.fooddelivery.contract;

/**
 * When the food will be ready.
 *
 * @param minutes from now
 * @param by who says so
 */
public record Estimate(int minutes, By by) {
    /** Who made an estimate. */
    public enum By {
        /** The kitchen, which knows what is being cooked. */
        KITCHEN,
        /** The API, by what food usually takes, since the kitchen did not answer. */
        FALLBACK
    }
}
