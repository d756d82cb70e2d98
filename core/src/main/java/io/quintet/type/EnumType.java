package io.quintet.type;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum; its constants travel by name, or by number in formats that write numbers. */
public final class EnumType implements TextType {
    /**
     * One constant.
     *
     * @param value the constant itself; its ordinal is its place in {@link #constants()}
     * @param id the number that {@link io.quintet.Id} gives it, or null
     */
    public record Constant(Enum<?> value, @Nullable Integer id) {
        /** Its name as declared, whatever its {@code toString} says. */
        public String name() {
            return value.name();
        }
    }

    private final Class<?> type;
    private final List<Constant> constants;
    private final @Nullable Enum<?> unknown;
    private final Map<String, Enum<?>> byName = new HashMap<>();
    private final String expected;

    EnumType(Class<?> type, List<Constant> constants, @Nullable Enum<?> unknown) {
        this.type = type;
        this.constants = constants;
        this.unknown = unknown;
        constants.forEach(constant -> byName.put(constant.name(), constant.value()));
        this.expected = "one of " + constants.stream().map(Constant::name).toList();
    }

    /**
     * The type of an enum's class, read once.
     *
     * @throws io.quintet.InvalidContractException when its annotations contradict themselves
     */
    public static EnumType of(Class<?> type) {
        return TypeReader.enumType(type);
    }

    /** The enum's class. */
    public Class<?> type() {
        return type;
    }

    /** The enum's simple name. */
    public String name() {
        return type.getSimpleName();
    }

    /** In the order declared. */
    public List<Constant> constants() {
        return constants;
    }

    /** The constant that stands for all names and numbers that are not known here, or null when such are refused. */
    public @Nullable Enum<?> unknown() {
        return unknown;
    }

    @Override
    public String expected() {
        return expected;
    }

    @Override
    public String print(Object value) {
        return ((Enum<?>) value).name();
    }

    @Override
    public @Nullable Object parse(String name) {
        return byName.getOrDefault(name, unknown);
    }

    @Override
    public String toString() {
        return name();
    }
}
