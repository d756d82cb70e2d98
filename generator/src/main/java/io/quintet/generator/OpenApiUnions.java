package io.quintet.generator;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a document says with oneOf and discriminator; the value of the discriminator is the record's simple name, as it is in JSON. */
final class OpenApiUnions {
    /** The property that tells the records of a union apart in Quintet's JSON. */
    static final String DISCRIMINATOR = "type";

    private final String prefix;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, List<String>> unions = new LinkedHashMap<>();

    OpenApiUnions(Map<String, Schema<?>> named, String prefix) {
        this.prefix = prefix;
        named.forEach((union, schema) -> {
            if (schema.getOneOf() != null) {
                List<String> cases = cases(schema, prefix + union);
                Map<String, String> values = values(schema);
                for (String one : cases) {
                    String value = values.getOrDefault(one, one);
                    String other = names.put(one, value);
                    if (!OpenApiSchemas.isName(value) || (other != null && !other.equals(value))) {
                        throw new OpenApiRefused(
                                prefix + union + "/discriminator",
                                "\"" + value + "\" for " + one + " (expected: one value, which a Java class can have"
                                        + " as its name)");
                    }
                    unions.computeIfAbsent(one, key -> new ArrayList<>()).add(union);
                }
            }
        });
    }

    /** The discriminator's values by the names of schemas, where a document gives them. */
    private Map<String, String> values(Schema<?> schema) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> mapping = schema.getDiscriminator().getMapping();
        if (mapping != null) {
            mapping.forEach((value, target) -> values.put(target.substring(target.lastIndexOf('/') + 1), value));
        }
        return values;
    }

    /** The names of the schemas that one may be. */
    List<String> cases(Schema<?> schema, String where) {
        if (schema.getDiscriminator() == null
                || !DISCRIMINATOR.equals(schema.getDiscriminator().getPropertyName())) {
            throw new OpenApiRefused(
                    where, "oneOf without a discriminator \"" + DISCRIMINATOR + "\" (expected: one, of that name)");
        }
        List<String> cases = new ArrayList<>();
        for (Schema<?> each : schema.getOneOf()) {
            if (each.get$ref() == null || !each.get$ref().startsWith(prefix)) {
                throw new OpenApiRefused(where + "/oneOf", "a schema in place (expected: $ref to " + prefix + ")");
            }
            cases.add(each.get$ref().substring(prefix.length()));
        }
        return cases;
    }

    /** The unions that a schema is one of. */
    List<String> of(String schema) {
        return unions.getOrDefault(schema, List.of());
    }

    /** What a schema's class is called, given what it would be called outside of unions. */
    String caseName(String schema, String otherwise) {
        return names.getOrDefault(schema, otherwise);
    }
}
