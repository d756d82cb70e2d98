package io.quintet.codec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.type.Component;
import io.quintet.type.RecordType;
import io.quintet.type.Scalar;
import io.quintet.type.TypeModel;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomRecordsTest {
    @Test
    void the_same_seed_makes_the_same_records_and_another_makes_others() {
        for (Class<? extends Record> type : Samples.ALL) {
            Set<Object> different = new HashSet<>();
            for (int seed = 0; seed < 20; seed++) {
                Record record = new RandomRecords(seed).next(type);
                assertThat(RandomRecords.same(record, new RandomRecords(seed).next(type)))
                        .isTrue();
                different.add(Contents.of(record));
            }
            assertThat(different).hasSizeGreaterThan(type == Samples.Nothing.class ? 0 : 15);
        }
    }

    @Test
    void bytes_are_compared_by_their_contents() {
        Samples.Exact one = new Samples.Exact("a", new byte[] {1}, null, null);
        assertThat(RandomRecords.same(one, new Samples.Exact("a", new byte[] {1}, null, null)))
                .isTrue();
        assertThat(RandomRecords.same(one, new Samples.Exact("a", new byte[] {2}, null, null)))
                .isFalse();
        assertThat(RandomRecords.same(Optional.of(List.of(one)), Optional.of(List.of())))
                .isFalse();
    }

    @Test
    void the_samples_have_every_kind_and_every_type() {
        Set<Scalar> kinds = EnumSet.noneOf(Scalar.class);
        Set<Class<?>> types = new HashSet<>();
        for (Class<? extends Record> type : Samples.ALL) {
            for (Component component : RecordType.of(type).components()) {
                types.add(component.type().getClass());
                if (component.type() instanceof Scalar scalar) {
                    kinds.add(scalar);
                }
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder(Scalar.values());
        assertThat(types)
                .containsAll(List.of(TypeModel.class.getPermittedSubclasses()).stream()
                        .filter(type -> !type.isInterface())
                        .toList());
    }

    @Test
    void mutations_are_the_same_for_the_same_seed_and_leave_the_original_alone() {
        byte[] document = "a document".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int changed = 0;
        for (int seed = 0; seed < 1000; seed++) {
            byte[] mutated = new Mutations(seed).next(document);
            assertThat(new Mutations(seed).next(document)).isEqualTo(mutated);
            changed += java.util.Arrays.equals(mutated, document) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(950);
        assertThat(document).asString(java.nio.charset.StandardCharsets.UTF_8).isEqualTo("a document");
    }
}
