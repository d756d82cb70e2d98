package io.quintet.examples.fooddelivery.demo;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What becomes of circuits, in words for people who have never seen one. */
final class CircuitWords {
    private CircuitWords() {}

    /** Such as {@code circuit closed -> open of kitchen.preparationTime at 127.0.0.1:4711: half of the last calls failed}. */
    static String of(Failures.Transition transition) {
        return "circuit " + change(transition) + " of " + transition.operation() + " at " + where(transition) + ": "
                + why(transition);
    }

    private static String change(Failures.Transition transition) {
        return state(transition.from()) + " -> " + state(transition.to());
    }

    /** As people write it, such as {@code half-open}. */
    static String state(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String where(Failures.Transition transition) {
        return transition.target().replaceFirst("^https?://", "");
    }

    /** The failures are those that the last report of the caller's process knew of. */
    static String why(Failures.Transition transition) {
        return switch (transition.to()) {
            case "OPEN" ->
                (transition.from().equals("HALF_OPEN") ? "trial calls failed" : "half of the last calls failed")
                        + modes(transition.failed()) + "; calls are refused at once";
            case "HALF_OPEN" -> "it has been open for long enough; a few trial calls may pass";
            case "CLOSED" -> "the trial calls were answered; calls pass again";
            default -> "somebody has said so";
        };
    }

    /** In brackets and after a blank, such as {@code (TIMING 18, CRASH 2)}; nothing where none failed. */
    static String modes(Map<String, Long> failed) {
        return failed.isEmpty() ? "" : " (" + counts(failed) + ")";
    }

    private static String counts(Map<String, Long> byMode) {
        return byMode.entrySet().stream()
                .map(each -> each.getKey() + " " + Texts.count(each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
