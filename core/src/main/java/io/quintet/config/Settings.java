package io.quintet.config;

import io.quintet.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings as a flat map of dotted names to values; a section is a view on the names below a prefix.
 *
 * <p>Every getter that cannot read a value throws a {@link ConfigurationException} that shows where the setting comes from, its
 * value and the expectation. Values of names that hold a secret never appear in messages.
 */
public final class Settings {
    /** Who logs in, in an address. */
    private static final Pattern USER = Pattern.compile("//[^/\\s,]*@");

    private final Map<String, Setting> values;
    private final String prefix;
    private final Set<String> read;
    private final @Nullable Settings fallback;

    private Settings(Map<String, Setting> values, String prefix, Set<String> read, @Nullable Settings fallback) {
        this.values = values;
        this.prefix = prefix;
        this.read = read;
        this.fallback = fallback;
    }

    static Settings of(Map<String, Setting> values) {
        return new Settings(new TreeMap<>(values), "", new ConcurrentSkipListSet<>(), null);
    }

    /** The settings below {@code name.}. */
    public Settings section(String name) {
        Settings own = new Settings(values, prefix + name + ".", read, null);
        return fallback == null || !own.names().isEmpty() ? own : fallback.section(name);
    }

    /** The section of that name within the one that this is within. */
    public Settings beside(String name) {
        int dot = prefix.lastIndexOf('.', prefix.length() - 2);
        return new Settings(values, prefix.substring(0, dot + 1) + name + ".", read, null);
    }

    /** These, and where one is not set, the other's; of a section below all settings come from the same of the two. */
    public Settings or(Settings other) {
        return new Settings(values, prefix, read, other);
    }

    /** The full name of a setting of this section. */
    public String name(String name) {
        return prefix + name;
    }

    /** The full name of the setting that decides: where this section does not set it, the one of the other that {@link #or} was given. */
    public String decides(String name) {
        return fallback == null || values.containsKey(prefix + name) ? prefix + name : fallback.decides(name);
    }

    /** The names directly or further below this section, without its prefix. */
    public List<String> names() {
        return values.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /** All texts of this section, by name. */
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        names().forEach(name -> all.put(name, text(name, "")));
        return Map.copyOf(all);
    }

    /** A text, if it is set. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(lookup(name)).map(Setting::value);
    }

    /** A text, or the default. */
    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** A whole number within bounds. */
    public int integer(String name, int otherwise, int least, int most) {
        Setting setting = lookup(name);
        if (setting == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(setting.value().replace("_", ""));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number from " + least + " to " + most);
        }
        throw wrong(name, "a whole number from " + least + " to " + most);
    }

    /** A truth value. */
    public boolean flag(String name, boolean otherwise) {
        Setting setting = lookup(name);
        if (setting == null) {
            return otherwise;
        }
        return switch (setting.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "true or false");
        };
    }

    /** One of the constants of an enum, in small letters. */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        Setting setting = lookup(name);
        if (setting == null) {
            return otherwise;
        }
        List<String> words = new ArrayList<>();
        for (E each : otherwise.getDeclaringClass().getEnumConstants()) {
            String word = each.name().toLowerCase(Locale.ROOT);
            if (word.equals(setting.value())) {
                return each;
            }
            words.add(word);
        }
        String last = words.removeLast();
        throw wrong(name, words.isEmpty() ? last : String.join(", ", words) + " or " + last);
    }

    /** A time above zero, as in {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 7d} or ISO 8601 {@code PT2S}. */
    public Duration duration(String name, Duration otherwise) {
        Setting setting = lookup(name);
        if (setting == null) {
            return otherwise;
        }
        try {
            return Durations.parse(setting.value());
        } catch (IllegalArgumentException e) {
            throw wrong(name, Durations.EXPECTED);
        }
    }

    /** A size in bytes, as in {@code 4096}, {@code 64KiB} or {@code 1MiB}. */
    public int bytes(String name, int otherwise, int least, int most) {
        Setting setting = lookup(name);
        if (setting == null) {
            return otherwise;
        }
        String expected = "a size from " + least + " to " + most + " bytes, such as 4096, 64KiB or 1MiB";
        try {
            long value = Sizes.parse(setting.value());
            if (value >= least && value <= most) {
                return (int) value;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(name, expected);
        }
        throw wrong(name, expected);
    }

    /** The complaint about a setting that is present or should be. */
    public ConfigurationException wrong(String name, String expected) {
        Setting setting = values.get(prefix + name);
        if (setting == null && fallback != null && values.containsKey(decides(name))) {
            return fallback.wrong(name, expected);
        }
        if (setting == null) {
            return new ConfigurationException(prefix + name + ": not set (expected: " + expected + ")");
        }
        return new ConfigurationException(setting.origin() + ": " + prefix + name + ": "
                + (secret(prefix + name)
                        ? "(secret)"
                        : "\"" + USER.matcher(setting.value()).replaceAll("//(secret)@") + "\"")
                + " (expected: " + expected
                + ")");
    }

    /** Fails when this section holds names that nobody has read; call it when all who read from it have. */
    public void rejectUnread() {
        for (Map.Entry<String, Setting> entry : values.entrySet()) {
            String name = entry.getKey();
            if (name.startsWith(prefix) && !read.contains(name)) {
                TreeSet<String> known = new TreeSet<>();
                read.stream().filter(known0 -> known0.startsWith(prefix)).forEach(known::add);
                throw new ConfigurationException(entry.getValue().origin() + ": " + name
                        + ": unknown setting (expected "
                        + (known.isEmpty() ? "none here" : "one of: " + String.join(", ", known)) + ")");
            }
        }
    }

    private @Nullable Setting lookup(String name) {
        read.add(prefix + name);
        Setting own = values.get(prefix + name);
        return own == null && fallback != null ? fallback.lookup(name) : own;
    }

    private static boolean secret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password")
                || lower.contains("secret")
                || lower.contains("token")
                || lower.contains("jaas")
                || lower.endsWith("url");
    }

    /** Shows the names only: values may hold secrets. */
    @Override
    public String toString() {
        return "Settings" + names();
    }
}
