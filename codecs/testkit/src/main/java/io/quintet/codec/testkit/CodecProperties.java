package io.quintet.codec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every codec must hold over random records and broken documents; a codec's test extends it and says which codec. */
public abstract class CodecProperties {
    private static final int ROUNDS = 500;
    private static final int MUTATIONS = 10_000;

    /** The codec to be looked at. */
    protected abstract Codec codec();

    static Stream<Class<? extends Record>> samples() {
        return Samples.ALL.stream();
    }

    /** What was written reads as what it was. */
    @ParameterizedTest
    @MethodSource("samples")
    <T extends Record> void what_was_written_reads_as_it_was(Class<T> type) {
        RecordCodec<T> records = codec().of(type);
        for (int seed = 0; seed < ROUNDS; seed++) {
            T record = new RandomRecords(seed).next(type);
            byte[] written = records.encode(record);
            T read = records.decode(written);
            assertThat(RandomRecords.same(read, record))
                    .as("seed %s: %s was read as %s", seed, record, read)
                    .isTrue();
        }
    }

    /** A document that was broken reads as some value, or is refused as a wrong argument: nothing else, and soon. */
    @ParameterizedTest
    @MethodSource("samples")
    <T extends Record> void broken_documents_are_values_or_wrong_arguments(Class<T> type) {
        RecordCodec<T> records = codec().of(type);
        int refused = 0;
        int rounds = MUTATIONS / Samples.ALL.size() + 1;
        for (int seed = 0; seed < rounds; seed++) {
            byte[] written = records.encode(new RandomRecords(seed).next(type));
            byte[] broken = new Mutations(seed).next(written);
            if (!decodes(records, broken, seed)) {
                refused++;
            }
        }
        assertThat(refused).as("how many of %s were refused", rounds).isPositive();
    }

    private static boolean decodes(RecordCodec<?> records, byte[] broken, int seed) {
        long before = System.nanoTime();
        try {
            assertThat((Object) records.decode(broken)).isNotNull();
            return true;
        } catch (QuintetException e) {
            assertThat(e.code()).as("seed %s", seed).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(e.violations()).as("seed %s", seed).hasSize(1);
            assertThat(e.getMessage()).as("seed %s", seed).doesNotContain("io.quintet", "java.", "Exception");
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    "seed " + seed + " became " + e + ": " + HexFormat.of().formatHex(broken), e);
        } finally {
            assertThat(System.nanoTime() - before)
                    .as("nanoseconds of seed %s", seed)
                    .isLessThan(5_000_000_000L);
        }
    }
}
