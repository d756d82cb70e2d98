package io.quintet.spi;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The streams of records that calls have as requests and responses: pulled one at a time, so that whoever is slow holds back whoever
 * is fast.
 *
 * <p>Not for parallel use. A stream closes itself at its end and when a pull fails. What a pull throws may be a checked exception, a
 * {@link io.quintet.DomainException} on the calling side and a {@link CallFailure} on the receiving side: it leaves the stream's terminal
 * operation as it is.
 */
public final class Streams {
    private Streams() {}

    /** Where records come from. */
    public interface Source {
        /** Blocks for the next record; null at the end. */
        @Nullable
        Object next() throws Exception;

        /** Nobody will pull any more; called once or more, also after the end, and from any thread. */
        void close();
    }

    /** A stream that pulls from a source. */
    public static Stream<Object> of(Source source) {
        Pull pull = new Pull(source);
        Stream<Object> stream = StreamSupport.stream(pull, false).onClose(source::close);
        pull.whole = stream;
        return stream;
    }

    /** A source that pulls from a stream; nothing is taken before the first record is asked for. */
    public static Source source(Stream<?> stream) {
        return new Source() {
            private @Nullable Iterator<?> records;

            @Override
            public @Nullable Object next() {
                Iterator<?> from = records;
                if (from == null) {
                    from = stream.iterator();
                    records = from;
                }
                if (!from.hasNext()) {
                    return null;
                }
                Object next = from.next();
                if (next == null) {
                    throw new NullPointerException("a stream of records has a null (expected: a record)");
                }
                return next;
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    private static final class Pull extends Spliterators.AbstractSpliterator<Object> {
        private final Source source;
        private @Nullable Stream<Object> whole;

        Pull(Source source) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.source = source;
        }

        @Override
        public boolean tryAdvance(Consumer<? super Object> action) {
            Object next;
            try {
                next = source.next();
            } catch (Exception | Error e) {
                close();
                throw Streams.<RuntimeException>asIs(e);
            }
            if (next == null) {
                close();
                return false;
            }
            action.accept(next);
            return true;
        }

        // whoever registered with onClose learns of the end, too
        private void close() {
            if (whole != null) {
                whole.close();
            }
        }

        @Override
        public @Nullable Spliterator<Object> trySplit() {
            return null;
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a checked exception that streams cannot declare
    private static <E extends Throwable> E asIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
