package io.quintet.advice;

import io.quintet.config.Sizes;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import java.time.Duration;

/** One thing that an operation asks of the transport that carries it. */
public sealed interface Need {
    /** Its name in messages, such as {@code KEY_ORDER} or {@code size=1MiB}. */
    String name();

    /** In words, to follow "a transport that". */
    String promise();

    /** Whether a transport of these guarantees has it; what was never measured is taken to be quick enough. */
    boolean keptBy(Guarantees guarantees);

    /** Its name, and what there is in its place where that is a figure. */
    String lackedBy(Guarantees guarantees);

    /** A guarantee. */
    record Kept(Guarantee guarantee) implements Need {
        @Override
        public String name() {
            return guarantee.name();
        }

        @Override
        public String promise() {
            return guarantee.promise();
        }

        @Override
        public boolean keptBy(Guarantees guarantees) {
            return guarantees.kept().contains(guarantee);
        }

        @Override
        public String lackedBy(Guarantees guarantees) {
            return name();
        }
    }

    /** Payloads of so many bytes. */
    record Size(long bytes) implements Need {
        /** Refuses what is no size. */
        public Size {
            if (bytes < 1) {
                throw new IllegalArgumentException("size=" + bytes + " (expected: " + Sizes.EXPECTED + ")");
            }
        }

        @Override
        public String name() {
            return "size=" + Sizes.format(bytes);
        }

        @Override
        public String promise() {
            return "carries payloads of " + Sizes.format(bytes);
        }

        @Override
        public boolean keptBy(Guarantees guarantees) {
            return bytes <= guarantees.maxMessageBytes();
        }

        @Override
        public String lackedBy(Guarantees guarantees) {
            return name() + " (has " + Sizes.format(guarantees.maxMessageBytes()) + ")";
        }
    }

    /** A message, or a call and its response, within that time in the median, on an idle machine. */
    record Latency(Duration most) implements Need {
        @Override
        public String name() {
            return "latency<" + Times.format(most);
        }

        @Override
        public String promise() {
            return "takes less than " + Times.format(most) + " in the median";
        }

        @Override
        public boolean keptBy(Guarantees guarantees) {
            Duration measured = guarantees.latency();
            return measured == null || measured.compareTo(most) <= 0;
        }

        @Override
        public String lackedBy(Guarantees guarantees) {
            Duration measured = guarantees.latency();
            return measured == null ? name() : name() + " (has <" + Times.format(measured) + ")";
        }
    }
}
