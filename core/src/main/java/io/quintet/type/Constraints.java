package io.quintet.type;

import io.quintet.Violation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link io.quintet.Required} and {@link io.quintet.Bounds} ask of a record and all that it reaches. Immutable. */
public final class Constraints {
    private static final int MOST_VIOLATIONS = 20;

    private final RecordType root;
    private final Map<RecordType, List<Rule>> rules;

    /** A component that is constrained, or reaches something that is. */
    private record Rule(Component component, @Nullable Constraint own, boolean reaches) {}

    private Constraints(RecordType root, Map<RecordType, List<Rule>> rules) {
        this.root = root;
        this.rules = rules;
    }

    /**
     * Those of a record; null where there are none, so that nobody has to look.
     *
     * @throws io.quintet.InvalidContractException when one stands where it means nothing
     */
    public static @Nullable Constraints of(RecordType root) {
        Map<RecordType, Map<Component, Constraint>> own = new LinkedHashMap<>();
        collect(root, own);
        Set<RecordType> constrained = new HashSet<>();
        own.forEach((type, constraints) -> {
            if (!constraints.isEmpty()) {
                constrained.add(type);
            }
        });
        while (own.keySet().stream()
                .anyMatch(type -> !constrained.contains(type)
                        && type.components().stream().anyMatch(component -> reaches(component.type(), constrained))
                        && constrained.add(type))) {} // until nothing is added any more
        if (!constrained.contains(root)) {
            return null;
        }
        Map<RecordType, List<Rule>> rules = new LinkedHashMap<>();
        for (RecordType type : constrained) {
            List<Rule> some = new ArrayList<>();
            for (Component component : type.components()) {
                Constraint constraint = own.getOrDefault(type, Map.of()).get(component);
                boolean reaches = reaches(component.type(), constrained);
                if (constraint != null || reaches) {
                    some.add(new Rule(component, constraint, reaches));
                }
            }
            rules.put(type, List.copyOf(some));
        }
        return new Constraints(root, rules);
    }

    private static void collect(TypeModel type, Map<RecordType, Map<Component, Constraint>> own) {
        switch (type) {
            case RecordType record -> {
                if (own.containsKey(record)) {
                    return;
                }
                Map<Component, Constraint> constraints = new LinkedHashMap<>();
                own.put(record, constraints);
                RecordComponent[] declared = record.type().getRecordComponents();
                for (Component component : record.components()) {
                    Constraint constraint = Constraint.of(declared[component.index()], component);
                    if (constraint != null) {
                        constraints.put(component, constraint);
                    }
                    collect(component.type(), own);
                }
            }
            case UnionType union -> union.records().forEach(record -> collect(record, own));
            case ListType list -> collect(list.element(), own);
            case SetType set -> collect(set.element(), own);
            case MapType map -> collect(map.value(), own);
            case OptionalType optional -> collect(optional.value(), own);
            case TextType text -> {}
        }
    }

    private static boolean reaches(TypeModel type, Set<RecordType> constrained) {
        return switch (type) {
            case RecordType record -> constrained.contains(record);
            case UnionType union -> union.records().stream().anyMatch(constrained::contains);
            case ListType list -> reaches(list.element(), constrained);
            case SetType set -> reaches(set.element(), constrained);
            case MapType map -> reaches(map.value(), constrained);
            case OptionalType optional -> reaches(optional.value(), constrained);
            case TextType text -> false;
        };
    }

    /** What is wrong with a record; the first few, for a hostile one may have millions. */
    public List<Violation> violations(Object record) {
        List<Violation> found = new ArrayList<>(0);
        look(root, record, "", found);
        return found;
    }

    private void look(TypeModel type, @Nullable Object value, String pointer, List<Violation> found) {
        if (value == null || found.size() >= MOST_VIOLATIONS) {
            return;
        }
        switch (type) {
            case RecordType record -> lookInto(record, value, pointer, found);
            case UnionType union -> lookInto(union.records().get(union.indexOf(value)), value, pointer, found);
            case ListType list -> lookAtAll(list.element(), (Collection<?>) value, pointer, found);
            case SetType set -> lookAtAll(set.element(), (Collection<?>) value, pointer, found);
            case MapType map ->
                ((Map<?, ?>) value)
                        .forEach((key, each) -> look(map.value(), each, pointer + "/" + escaped(key), found));
            case OptionalType optional -> look(optional.value(), ((Optional<?>) value).orElse(null), pointer, found);
            case TextType text -> {}
        }
    }

    private void lookAtAll(TypeModel element, Collection<?> values, String pointer, List<Violation> found) {
        int place = 0;
        for (Object each : values) {
            look(element, each, pointer + "/" + place++, found);
        }
    }

    private void lookInto(RecordType type, Object record, String pointer, List<Violation> found) {
        for (Rule rule : rules.getOrDefault(type, List.of())) {
            Object value = rule.component.get(record);
            String complaint = rule.own == null ? null : rule.own.complaint(value);
            if (complaint != null) {
                found.add(new Violation(pointer + "/" + rule.component.name(), complaint));
            } else if (rule.reaches) {
                look(rule.component.type(), value, pointer + "/" + rule.component.name(), found);
            }
        }
    }

    private static String escaped(@Nullable Object key) {
        return String.valueOf(key).replace("~", "~0").replace("/", "~1");
    }
}
