package io.quintet.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/** Schemas as records, enums and sealed interfaces; names of JSON are kept, since they are what travels. */
final class OpenApiSchemas {
    private static final String PREFIX = "#/components/schemas/";
    private static final int DEEPEST = 50;

    private final Map<String, Schema<?>> named = new LinkedHashMap<>();
    private final OpenApiUnions unions;
    private final String packageName;

    OpenApiSchemas(OpenAPI api, String packageName) {
        this.packageName = packageName;
        if (api.getComponents() != null && api.getComponents().getSchemas() != null) {
            api.getComponents().getSchemas().forEach((name, schema) -> named.put(name, schema));
        }
        this.unions = new OpenApiUnions(named, PREFIX);
    }

    Map<String, Schema<?>> named() {
        return named;
    }

    ClassName className(String schema) {
        return ClassName.get(packageName, unions.caseName(schema, Names.type(schema)));
    }

    /** The declaration of a named schema; null of one that is just another name of a single value, list or map. */
    @Nullable
    Declaration declare(String name, Schema<?> schema) {
        String where = PREFIX + name;
        if (schema.getOneOf() != null) {
            List<ClassName> records =
                    unions.cases(schema, where).stream().map(this::className).toList();
            return new Declaration.Union(className(name), doc(schema), records, List.of());
        }
        if (isEnum(schema)) {
            return choice(className(name), schema);
        }
        return isRecord(schema, where)
                ? message(
                        className(name),
                        schema,
                        where,
                        unions.of(name).stream().map(this::className).toList())
                : null;
    }

    private static Declaration choice(ClassName name, Schema<?> schema) {
        return new Declaration.Choice(
                name,
                doc(schema),
                values(schema).stream()
                        .map(value -> new Declaration.Constant(value, "", List.of()))
                        .toList());
    }

    private static List<String> values(Schema<?> schema) {
        return schema.getEnum().stream()
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    /** Whether the values can be constants: they travel by name, so others stay texts. */
    private static boolean isEnum(Schema<?> schema) {
        return schema.getEnum() != null && values(schema).stream().allMatch(OpenApiSchemas::isName);
    }

    static boolean isName(String name) {
        return SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name, SourceVersion.RELEASE_21);
    }

    /** Whether a schema is an object with properties of its own. */
    boolean isRecord(Schema<?> schema, String where) {
        return schema.getAllOf() != null
                || (OpenApiTypes.type(schema, where).equals("object")
                        && !(schema.getAdditionalProperties() instanceof Schema<?>)
                        && schema.getProperties() != null);
    }

    /** The record that a reference names, or null where a schema stands in place; refuses what is no object. */
    @Nullable
    ClassName record(Schema<?> schema, String where) {
        Schema<?> target = schema.get$ref() == null ? schema : target(schema, where);
        if (target.get$ref() != null) {
            return record(target, where);
        }
        if (!isRecord(target, where)) {
            throw new OpenApiRefused(
                    where,
                    "not an object (expected: one with properties, since a request and a"
                            + " response are one record)");
        }
        return schema.get$ref() == null ? null : className(schema.get$ref().substring(PREFIX.length()));
    }

    /** A record of a schema's properties. */
    Declaration.Message message(ClassName name, Schema<?> schema, String where, List<ClassName> implemented) {
        List<Declaration> nested = new ArrayList<>();
        List<Declaration.Member> members = members(schema, where, name, nested, !implemented.isEmpty());
        return new Declaration.Message(name, doc(schema), List.of(), implemented, members, nested);
    }

    /** A schema's properties as components; without the discriminator, which the name of the record is. */
    List<Declaration.Member> members(
            Schema<?> schema, String where, ClassName bearer, List<Declaration> nested, boolean discriminated) {
        Map<String, Schema<?>> properties = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        flatten(schema, where, properties, required, 0);
        List<Declaration.Member> members = new ArrayList<>();
        properties.forEach((property, its) -> {
            if (!discriminated || !property.equals(OpenApiUnions.DISCRIMINATOR)) {
                String at = where + "/properties/" + property;
                members.add(member(property, its, at, required.contains(property), bearer, nested));
            }
        });
        return members;
    }

    private void flatten(
            Schema<?> schema, String where, Map<String, Schema<?>> properties, Set<String> required, int depth) {
        if (depth > DEEPEST) {
            throw new OpenApiRefused(where, "contains itself by allOf");
        }
        if (schema.get$ref() != null) {
            flatten(target(schema, where), schema.get$ref(), properties, required, depth + 1);
            return;
        }
        if (schema.getAllOf() != null) {
            schema.getAllOf().forEach(part -> flatten(part, where + "/allOf", properties, required, depth + 1));
        } else if (!OpenApiTypes.type(schema, where).equals("object")) {
            throw new OpenApiRefused(where, "not an object (expected: one with properties)");
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((property, its) -> properties.put(property, its));
        }
        if (schema.getRequired() != null) {
            required.addAll(schema.getRequired());
        }
    }

    private Declaration.Member member(
            String property,
            Schema<?> schema,
            String where,
            boolean required,
            ClassName bearer,
            List<Declaration> nested) {
        expectMember(property, where);
        TypeName type = type(schema, where, bearer, property, nested, 0);
        boolean collection = type instanceof ParameterizedTypeName;
        boolean optional = !collection && (!required || OpenApiTypes.nullable(schema));
        return new Declaration.Member(
                property,
                doc(schema),
                optional ? ParameterizedTypeName.get(ClassName.get(Optional.class), type.box()) : type,
                List.of(),
                null);
    }

    static void expectMember(String name, String where) {
        if (!isName(name) || Names.taken(name)) {
            throw new OpenApiRefused(
                    where, "the name \"" + name + "\" (expected: one that a record's component can have in Java)");
        }
    }

    /** The type of a schema; what has no name of its own is declared within the bearer. */
    TypeName type(Schema<?> schema, String where, ClassName bearer, String hint, List<Declaration> nested, int depth) {
        if (depth > DEEPEST) {
            throw new OpenApiRefused(where, "contains itself without an object in between");
        }
        if (schema.get$ref() != null) {
            Schema<?> target = target(schema, where);
            String name = schema.get$ref().substring(PREFIX.length());
            boolean declared = target.getOneOf() != null || isEnum(target) || isRecord(target, where);
            return declared ? className(name) : type(target, schema.get$ref(), bearer, hint, nested, depth + 1);
        }
        if (schema.getOneOf() != null || schema.getAnyOf() != null) {
            throw new OpenApiRefused(where, "oneOf or anyOf without a name (expected: oneOf in " + PREFIX + ")");
        }
        if (isEnum(schema)) {
            nested.add(choice(inner(bearer, hint), schema));
            return inner(bearer, hint);
        }
        if (isRecord(schema, where)) {
            nested.add(message(inner(bearer, hint), schema, where, List.of()));
            return inner(bearer, hint);
        }
        if (schema.getItems() != null) {
            ClassName kind = ClassName.get(Objects.equals(schema.getUniqueItems(), true) ? Set.class : List.class);
            return ParameterizedTypeName.get(
                    kind,
                    type(schema.getItems(), where + "/items", bearer, hint, nested, depth + 1)
                            .box());
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            String at = where + "/additionalProperties";
            return ParameterizedTypeName.get(
                    ClassName.get(Map.class),
                    ClassName.get(String.class),
                    type(values, at, bearer, hint, nested, depth + 1).box());
        }
        TypeName single = OpenApiTypes.single(schema, where);
        if (single == null) {
            throw new OpenApiRefused(
                    where, "any JSON (expected: properties, additionalProperties with a schema, or a type)");
        }
        return single;
    }

    private static ClassName inner(ClassName bearer, String hint) {
        String name = Names.type(hint);
        return bearer.nestedClass(bearer.simpleNames().contains(name) ? name + "Value" : name);
    }

    /** What a reference means, which must be one of the named schemas. */
    Schema<?> target(Schema<?> schema, String where) {
        String reference = schema.get$ref();
        Schema<?> target = reference.startsWith(PREFIX) ? named.get(reference.substring(PREFIX.length())) : null;
        if (target == null) {
            throw new OpenApiRefused(where, "$ref " + reference + " (expected: one of " + PREFIX + ")");
        }
        return target;
    }

    static String doc(Schema<?> schema) {
        return schema.getDescription() == null ? "" : schema.getDescription();
    }
}
