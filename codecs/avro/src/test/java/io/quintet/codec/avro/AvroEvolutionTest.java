package io.quintet.codec.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.QuintetException;
import io.quintet.UnknownValue;
import io.quintet.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was written with another schema. The old and the new version of a record have one name, as in two versions of a service. */
@Timeout(30)
@SuppressWarnings("SameNameButDifferent") // that is the point: two versions of one record
class AvroEvolutionTest {
    static final class Old {
        enum Size {
            SMALL,
            LARGE
        }

        sealed interface Shape permits Circle {}

        record Circle(double radius) implements Shape {}

        record Line(String dish, int quantity) {}

        record Order(String customer, int total, Size size, List<Line> lines, Map<String, Line> named, Shape shape) {}

        record Strict(Size size) {}

        record Box(Integer number, List<Integer> numbers) {}
    }

    static final class New {
        enum Size {
            TINY,
            @UnknownValue
            OTHER,
            SMALL
        }

        sealed interface Shape permits Square, Circle {}

        record Square(double radius) implements Shape {}

        record Circle(double radius, Optional<String> name, List<Circle> inner) implements Shape {}

        record Line(int price, String dish) {}

        record Order(
                Map<String, Line> named,
                @Nullable String note,
                boolean paid,
                double factor,
                List<String> tags,
                @Nullable Shape shape,
                @Nullable Size size,
                int total,
                List<Line> lines) {}

        record Strict(Size size) {}

        record Box(int number, List<Long> numbers) {}
    }

    record Note(String text, @Nullable Instant at) {}

    private final AvroCodec codec = new AvroCodec();

    private Object read(Class<?> type, Object written) {
        byte[] bytes = codec.encode(written);
        return codec.of(type).decode(bytes);
    }

    private Violation refusal(Class<?> type, byte[] bytes) {
        try {
            throw new AssertionError("read as " + codec.of(type).decode(bytes));
        } catch (QuintetException e) {
            return e.violations().getFirst();
        }
    }

    @Test
    void added_components_have_defaults_and_removed_ones_are_passed_over() {
        Old.Order old = new Old.Order(
                "Ann",
                7,
                Old.Size.SMALL,
                List.of(new Old.Line("soup", 2), new Old.Line("tea", 1)),
                Map.of("a", new Old.Line("rice", 3)),
                new Old.Circle(1.5));
        New.Order expected = new New.Order(
                Map.of("a", new New.Line(0, "rice")),
                null,
                false,
                0,
                List.of(),
                new New.Circle(1.5, Optional.empty(), List.of()),
                New.Size.SMALL,
                7,
                List.of(new New.Line(0, "soup"), new New.Line(0, "tea")));
        assertThat(read(New.Order.class, old)).isEqualTo(expected);
        assertThat(read(Old.Order.class, expected))
                .isEqualTo(new Old.Order(
                        null,
                        7,
                        Old.Size.SMALL,
                        List.of(new Old.Line("soup", 0), new Old.Line("tea", 0)),
                        Map.of("a", new Old.Line("rice", 0)),
                        new Old.Circle(1.5)));
    }

    @Test
    void a_long_is_no_int_even_if_it_would_fit() {
        codec.of(New.Box.class);
        byte[] written = codec.encode(new New.Box(1, List.of(5L)));
        assertThat(refusal(Old.Box.class, written)).isEqualTo(new Violation("/numbers/0", "long (expected: int)"));
    }

    @Test
    void what_was_nullable_may_be_required_as_long_as_nobody_sends_null() {
        assertThat(read(New.Box.class, new Old.Box(4, List.of(1, 2)))).isEqualTo(new New.Box(4, List.of(1L, 2L)));
        codec.of(New.Box.class);
        assertThat(refusal(New.Box.class, codec.encode(new Old.Box(null, List.of()))))
                .isEqualTo(new Violation("/number", "null (expected: int)"));
    }

    @Test
    void constants_that_are_not_known_read_as_the_marked_one_and_are_refused_without() {
        assertThat(read(New.Strict.class, new Old.Strict(Old.Size.LARGE))).isEqualTo(new New.Strict(New.Size.OTHER));
        codec.of(Old.Strict.class);
        assertThat(refusal(Old.Strict.class, codec.encode(new New.Strict(New.Size.TINY))))
                .isEqualTo(new Violation("/size", "\"TINY\" (expected: one of [SMALL, LARGE])"));
        assertThat(read(Old.Strict.class, new New.Strict(New.Size.SMALL))).isEqualTo(new Old.Strict(Old.Size.SMALL));
    }

    @Test
    void a_record_of_a_union_that_is_not_known_is_refused_even_if_it_looks_like_one_that_is() {
        codec.of(New.Order.class);
        byte[] written =
                codec.encode(new New.Order(Map.of(), null, false, 0, List.of(), new New.Square(2), null, 0, List.of()));
        assertThat(refusal(OldShape.Order.class, written))
                .isEqualTo(new Violation("/shape", "\"Square\" (expected: one of [Circle])"));
    }

    static final class OldShape {
        sealed interface Shape permits Circle {}

        record Circle(double radius) implements Shape {}

        record Order(Shape shape) {}
    }

    @Test
    void a_schema_that_is_not_known_is_named_together_with_what_to_do() {
        byte[] written = new AvroCodec().encode(new Old.Strict(null));
        written[2] ^= 1;
        Violation violation = refusal(Old.Strict.class, written);
        long fingerprint = KnownSchemas.fingerprint(AvroSchemas.of(Old.Strict.class));
        assertThat(violation.pointer()).isEmpty();
        assertThat(violation.message())
                .contains(KnownSchemas.shown(fingerprint ^ 1) + " is not known here")
                .contains("expected: " + KnownSchemas.shown(fingerprint) + ", which is Strict")
                .contains("META-INF/quintet/avro");
        assertThat(refusal(Old.Box.class, new AvroCodec().encode(new New.Box(1, List.of())))
                        .message())
                .as("a schema of another process")
                .contains("is not known here");
    }

    @Test
    void the_schema_of_another_record_is_refused_although_every_field_has_a_default() {
        codec.of(Old.Line.class);
        assertThat(refusal(Old.Order.class, codec.encode(new Old.Line("soup", 1)))
                        .message())
                .contains("which is Line (expected: one of a record Order)");
    }

    private static byte[] foreign(Schema schema, Map<String, Object> fields) throws IOException {
        GenericData.Record record = new GenericData.Record(schema);
        fields.forEach(record::put);
        return new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), schema)
                .encode(record)
                .array();
    }

    private static Schema schema(String fields) {
        return new Schema.Parser()
                .parse("{'type':'record','name':'Note','namespace':'theirs','fields':[%s]}"
                        .formatted(fields)
                        .replace('\'', '"'));
    }

    @Test
    void schemas_of_the_class_path_are_known() throws IOException {
        Schema theirs = new Schema.Parser()
                .parse(AvroEvolutionTest.class.getResourceAsStream("/META-INF/quintet/avro/note-1.avsc"));
        assertThat(codec.of(Note.class).decode(foreign(theirs, Map.of("text", "hi", "author", "Ann"))))
                .isEqualTo(new Note("hi", null));
    }

    @Test
    void schemas_of_a_folder_are_known(@TempDir Path folder) throws IOException {
        Schema theirs = schema("{'name':'text','type':'bytes'}");
        Files.writeString(folder.resolve("note.avsc"), theirs.toString());
        Files.writeString(folder.resolve("README"), "not a schema");
        byte[] written = foreign(theirs, Map.of("text", ByteBuffer.wrap(new byte[] {'h', 'i'})));
        assertThat(refusal(Note.class, written).message()).contains("is not known here");
        assertThat(new AvroCodec(folder).of(Note.class).decode(written)).isEqualTo(new Note("hi", null));
    }

    @Test
    void schemas_in_jars_are_found(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("some schemas.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String name : List.of("META-INF/quintet/avro/", "META-INF/quintet/avro/a.avsc", "META-INF/b.avsc")) {
                out.putNextEntry(new JarEntry(name));
                if (name.endsWith("a.avsc")) {
                    out.write(
                            schema("{'name':'text','type':'string'}").toString().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(SchemaFiles.onClassPath(loader)).containsExactly(schema("{'name':'text','type':'string'}"));
        }
    }

    @Test
    void a_times_unit_is_the_writers() throws IOException {
        Instant at = Instant.parse("2026-01-31T12:00:00.123456789Z");
        Schema millis = schema("{'name':'at','type':{'type':'long','logicalType':'timestamp-millis'}}");
        Schema micros = schema("{'name':'text','type':'string'},"
                + "{'name':'at','type':['null',{'type':'long','logicalType':'timestamp-micros'}]}");
        Schema text = schema("{'name':'at','type':'string'}");
        Schema none = schema("{'name':'at','type':['long','null']}");
        AvroCodec knowing = new AvroCodec(List.of(millis, micros, text, none));
        assertThat(knowing.of(Note.class).decode(foreign(millis, Map.of("at", at.toEpochMilli()))))
                .isEqualTo(new Note(null, Instant.parse("2026-01-31T12:00:00.123Z")));
        assertThat(knowing.of(Note.class).decode(foreign(micros, Map.of("text", "a", "at", -1L))))
                .isEqualTo(new Note("a", Instant.EPOCH.minusNanos(1000)));
        assertThat(knowing.of(Note.class).decode(foreign(text, Map.of("at", at.toString()))))
                .isEqualTo(new Note(null, at));
        try {
            throw new AssertionError(knowing.of(Note.class).decode(foreign(none, Map.of("at", 1L))));
        } catch (QuintetException e) {
            assertThat(e.violations())
                    .containsExactly(new Violation(
                            "/at", "1 of an unknown unit (expected: timestamp-nanos, -micros or -millis)"));
        }
    }
}
