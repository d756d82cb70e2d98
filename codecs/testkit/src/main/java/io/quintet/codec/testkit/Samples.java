package io.quintet.codec.testkit;

import io.quintet.Id;
import io.quintet.UnknownValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records that between them have every type that can travel, in every place where it may stand. */
@SuppressWarnings("ArrayRecordComponent") // bytes are one of the types to carry
public final class Samples {
    /** All of them. */
    public static final List<Class<? extends Record>> ALL = List.of(
            Nothing.class,
            Primitives.class,
            Boxes.class,
            Exact.class,
            Forms.class,
            Collections.class,
            Maps.class,
            Optionals.class,
            Drawing.class,
            Tree.class,
            Wide.class,
            Numbered.class);

    private Samples() {}

    /** Without components. */
    public record Nothing() {}

    /** Primitives. */
    public record Primitives(boolean truth, byte tiny, short little, int normal, long big, float coarse, double fine) {}

    /** Boxes, any of which may be null. */
    public record Boxes(
            @Nullable Boolean truth,
            @Nullable Byte tiny,
            @Nullable Short little,
            @Nullable Integer normal,
            @Nullable Long big,
            @Nullable Float coarse,
            @Nullable Double fine) {}

    /** Text, bytes and numbers of any length. */
    public record Exact(
            @Nullable String text,
            byte @Nullable [] bytes,
            @Nullable BigDecimal decimal,
            @Nullable BigInteger integer) {}

    /** What has a text form of its own. */
    public record Forms(
            @Nullable UUID uuid,
            @Nullable URI uri,
            @Nullable Instant instant,
            @Nullable OffsetDateTime offset,
            @Nullable ZonedDateTime zoned,
            @Nullable LocalDateTime local,
            @Nullable LocalDate date,
            @Nullable LocalTime time,
            @Nullable Duration duration,
            @Nullable Size size) {}

    /** An enum that refuses what it does not know. */
    public enum Size {
        SMALL,
        MEDIUM,
        LARGE
    }

    /** An enum that takes what it does not know. */
    public enum Colour {
        @Id(0)
        @UnknownValue
        OTHER,
        @Id(5)
        RED,
        @Id(2)
        GREEN
    }

    /** Lists and sets, also of one another. */
    public record Collections(
            List<String> texts,
            List<Integer> numbers,
            List<Boolean> truths,
            List<Double> fractions,
            List<byte[]> blobs,
            List<Size> sizes,
            List<Exact> records,
            List<List<Long>> nested,
            List<Map<String, Integer>> maps,
            Collection<UUID> ids,
            Set<Colour> colours,
            Set<BigDecimal> decimals,
            Set<List<String>> sets) {}

    /** Maps by kind of key and of value. */
    public record Maps(
            Map<String, String> byText,
            Map<Byte, Boolean> byByte,
            Map<Short, Double> byShort,
            Map<Integer, byte[]> byInt,
            Map<Long, Size> byLong,
            Map<Size, Boxes> byEnum,
            Map<UUID, Shape> byUuid,
            Map<LocalDate, List<Integer>> byDate,
            Map<Instant, Map<String, Instant>> byInstant) {}

    /** Optionals by what they hold. */
    public record Optionals(
            Optional<String> text,
            Optional<Integer> number,
            Optional<Double> fraction,
            Optional<Boolean> truth,
            Optional<byte[]> bytes,
            Optional<Colour> colour,
            Optional<Instant> instant,
            Optional<Exact> inner,
            Optional<Shape> shape,
            Optional<List<Integer>> list,
            Optional<Map<String, Integer>> map) {}

    /** A union. */
    public sealed interface Shape permits Circle, Polygon, Dot {}

    /** A union within a union. */
    public sealed interface Polygon extends Shape permits Square, Group {}

    /** In a union. */
    public record Circle(double radius, @Nullable Colour colour) implements Shape {}

    /** In a union, without components. */
    public record Dot() implements Shape {}

    /** In a union within a union. */
    public record Square(int side) implements Polygon {}

    /** In a union, and contains it. */
    public record Group(
            @Nullable String name,
            List<Shape> shapes,
            @Nullable Shape frame) implements Polygon {}

    /** Unions as components and elements. */
    public record Drawing(
            @Nullable Shape shape,
            List<Shape> shapes,
            Map<String, Shape> named,
            @Nullable Polygon polygon) {}

    /** Contains itself in every way. */
    public record Tree(
            @Nullable String name,
            List<Tree> children,
            Optional<Tree> parent,
            Map<String, Tree> named,
            @Nullable Tree twin) {}

    /** More components than there are bits in a long. */
    public record Wide(
            int c0,
            @Nullable String c1,
            boolean c2,
            int c3,
            @Nullable String c4,
            boolean c5,
            int c6,
            @Nullable String c7,
            boolean c8,
            int c9,
            @Nullable String c10,
            boolean c11,
            int c12,
            @Nullable String c13,
            boolean c14,
            int c15,
            @Nullable String c16,
            boolean c17,
            int c18,
            @Nullable String c19,
            boolean c20,
            int c21,
            @Nullable String c22,
            boolean c23,
            int c24,
            @Nullable String c25,
            boolean c26,
            int c27,
            @Nullable String c28,
            boolean c29,
            int c30,
            @Nullable String c31,
            boolean c32,
            int c33,
            @Nullable String c34,
            boolean c35,
            int c36,
            @Nullable String c37,
            boolean c38,
            int c39,
            @Nullable String c40,
            boolean c41,
            int c42,
            @Nullable String c43,
            boolean c44,
            int c45,
            @Nullable String c46,
            boolean c47,
            int c48,
            @Nullable String c49,
            boolean c50,
            int c51,
            @Nullable String c52,
            boolean c53,
            int c54,
            @Nullable String c55,
            boolean c56,
            int c57,
            @Nullable String c58,
            boolean c59,
            int c60,
            @Nullable String c61,
            boolean c62,
            int c63,
            @Nullable String c64,
            boolean c65,
            int c66,
            @Nullable String c67,
            boolean c68,
            int c69) {}

    /** Has its numbers from annotations, in no order. */
    public record Numbered(
            @Id(7) int seven,
            @Id(1) @Nullable String one,
            @Id(100) List<Integer> hundred) {}
}
