package io.quintet.runtime;

import io.quintet.ConfigurationException;
import io.quintet.config.Settings;
import io.quintet.contract.OperationModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a setting of a policy is looked for, the narrowest first: {@code operations.<contract>.<operation>}, {@code contracts.<contract>},
 * {@code targets.<service or instance>}, {@code resilience}.
 */
final class Scopes {
    static final String OPERATIONS = "operations";
    static final String CONTRACTS = "contracts";
    static final String TARGETS = "targets";
    static final String GENERAL = "resilience";
    static final List<String> ROOTS = List.of(OPERATIONS, CONTRACTS, TARGETS, GENERAL);

    private final List<Settings> sections;

    private Scopes(List<Settings> sections) {
        this.sections = sections;
    }

    /** For an operation, at targets of these names where they are known. */
    static Scopes of(Settings settings, OperationModel operation, String... targets) {
        List<Settings> sections = new ArrayList<>();
        sections.add(settings.section(OPERATIONS + "." + operation.qualifiedName()));
        sections.add(settings.section(CONTRACTS + "." + operation.contract()));
        for (String target : targets) {
            sections.add(settings.section(TARGETS + "." + target));
        }
        sections.add(settings.section(GENERAL));
        return new Scopes(List.copyOf(sections));
    }

    /** Each scope that settings mention, over the general one: what is wrong in one shows when it is read. */
    static List<Scopes> mentioned(Settings settings) {
        Set<String> names = new LinkedHashSet<>();
        names.add(GENERAL);
        for (String name : settings.names()) {
            String[] parts = name.split("\\.", 4);
            if (parts.length == 4 && parts[0].equals(OPERATIONS)) {
                names.add(String.join(".", parts[0], parts[1], parts[2]));
            } else if (parts.length >= 3 && (parts[0].equals(CONTRACTS) || parts[0].equals(TARGETS))) {
                names.add(parts[0] + "." + parts[1]);
            }
        }
        return names.stream()
                .map(name -> new Scopes(List.of(settings.section(name), settings.section(GENERAL))))
                .toList();
    }

    private Settings of(String name) {
        Settings found = null;
        for (Settings section : sections) {
            if (section.text(name).isPresent()
                    && found == null) { // asks all: a setting that was asked for is a known one
                found = section;
            }
        }
        return found == null ? sections.getLast() : found;
    }

    int integer(String name, int otherwise, int least, int most) {
        return of(name).integer(name, otherwise, least, most);
    }

    int bytes(String name, int otherwise, int least, int most) {
        return of(name).bytes(name, otherwise, least, most);
    }

    boolean flag(String name, boolean otherwise) {
        return of(name).flag(name, otherwise);
    }

    Duration duration(String name, Duration otherwise) {
        return of(name).duration(name, otherwise);
    }

    /** A time, or null where it is not set. */
    @Nullable
    Duration duration(String name) {
        Settings section = of(name);
        return section.text(name).isPresent() ? section.duration(name, Duration.ZERO) : null;
    }

    @Nullable
    String text(String name) {
        return of(name).text(name).orElse(null);
    }

    ConfigurationException wrong(String name, String expected) {
        return of(name).wrong(name, expected);
    }
}
