package io.quintet.examples.fooddelivery.demo;

import io.quintet.config.Durations;
import io.quintet.faults.net.WireFaults;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** How a service fails: one of the five failure modes. */
sealed interface FaultMode {
    /** What may stand on the command line. */
    String EXPECTED = "crash, omission[:PERCENT], timing[:TIME], response or arbitrary[:PERCENT]";

    /** Whether it hits every call so that a circuit has to open; {@code timeout} is what callers wait. */
    boolean opens(Duration timeout);

    /** What the service does from now on, such as {@code answers 2 s late}. */
    String words();

    /** What a number of {@link FaultCourse.Outcome#faulty} counts. */
    default String counted() {
        return "faulty answers";
    }

    /** Something happens to its answers on their way. */
    sealed interface Wire extends FaultMode {
        WireFaults faults();
    }

    /** Its processes are killed, and started again when the fault is over. */
    record Crash() implements FaultMode {
        @Override
        public boolean opens(Duration timeout) {
            return true;
        }

        @Override
        public String words() {
            return "is dead, all its processes were killed";
        }

        @Override
        public String counted() {
            return "processes killed";
        }

        @Override
        public String toString() {
            return "crash";
        }
    }

    /** Of its answers so many percent never arrive. */
    record Omission(int percent) implements Wire {
        @Override
        public WireFaults faults() {
            return WireFaults.NONE.loss(percent / 100.0);
        }

        @Override
        public boolean opens(Duration timeout) {
            return percent == 100;
        }

        @Override
        public String words() {
            return percent == 100 ? "does not answer any more" : "does not answer " + percent + " % of its calls";
        }

        @Override
        public String toString() {
            return percent == 100 ? "omission" : "omission:" + percent + "%";
        }
    }

    /** Its answers arrive late. */
    record Timing(Duration late) implements Wire {
        @Override
        public WireFaults faults() {
            return WireFaults.NONE.latency(late, Duration.ZERO);
        }

        @Override
        public boolean opens(Duration timeout) {
            return late.compareTo(timeout) > 0;
        }

        @Override
        public String words() {
            return "answers " + Texts.time(late) + " late";
        }

        @Override
        public String toString() {
            return "timing:" + Texts.time(late).replace(" ", "");
        }
    }

    /** Its answers are well-formed, and break their contract. */
    record Response() implements FaultMode {
        @Override
        public boolean opens(Duration timeout) {
            return true;
        }

        @Override
        public String words() {
            return "answers against its contract";
        }

        @Override
        public String toString() {
            return "response";
        }
    }

    /** Of the bytes of its answers so many percent are damaged. */
    record Arbitrary(int percent) implements Wire {
        /** So that of the 150 bytes of a short answer some are hit almost always. */
        private static final int ENOUGH = 4;

        @Override
        public WireFaults faults() {
            return WireFaults.NONE.corruption(percent / 100.0);
        }

        @Override
        public boolean opens(Duration timeout) {
            return percent >= ENOUGH;
        }

        @Override
        public String words() {
            return "sends garbage, " + percent + " % of the bytes of its answers are damaged";
        }

        @Override
        public String toString() {
            return "arbitrary:" + percent + "%";
        }
    }

    /** Reads {@code timing:2s}. */
    static FaultMode parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String argument = colon < 0 ? null : text.substring(colon + 1);
        return switch (name) {
            case "crash" -> without(argument, new Crash());
            case "omission" -> new Omission(argument == null ? 100 : percent(name, argument));
            case "timing" -> new Timing(argument == null ? Duration.ofSeconds(2) : time(argument));
            case "response" -> without(argument, new Response());
            case "arbitrary" -> new Arbitrary(argument == null ? 5 : percent(name, argument));
            default ->
                throw new TypeConversionException("no failure mode \"" + name + "\" (expected: " + EXPECTED + ")");
        };
    }

    private static FaultMode without(@Nullable String argument, FaultMode mode) {
        if (argument != null) {
            throw new TypeConversionException(mode + ": \"" + argument + "\" (expected: " + mode + " alone)");
        }
        return mode;
    }

    private static int percent(String name, String text) {
        if (Pattern.matches("([1-9][0-9]?|100)%?", text)) {
            return Integer.parseInt(text.replace("%", ""));
        }
        throw new TypeConversionException(name + ": \"" + text + "\" (expected: 1% to 100%, such as " + name + ":30%)");
    }

    private static Duration time(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("timing: " + e.getMessage());
        }
    }
}
