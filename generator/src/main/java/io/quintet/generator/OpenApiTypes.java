package io.quintet.generator;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of types and formats that single values have. */
final class OpenApiTypes {
    private OpenApiTypes() {}

    /** The Java type of a single value, not boxed; null where a schema is none. */
    static @Nullable TypeName single(Schema<?> schema, String where) {
        String format = schema.getFormat() == null ? "" : schema.getFormat();
        return switch (type(schema, where)) {
            case "boolean" -> TypeName.BOOLEAN;
            case "integer" -> format.equals("int32") ? TypeName.INT : TypeName.LONG;
            case "number" ->
                switch (format) {
                    case "float" -> TypeName.FLOAT;
                    case "double" -> TypeName.DOUBLE;
                    default -> ClassName.get(BigDecimal.class);
                };
            case "string" ->
                switch (format) {
                    case "date-time" -> ClassName.get(OffsetDateTime.class);
                    case "date" -> ClassName.get(LocalDate.class);
                    case "time" -> ClassName.get(LocalTime.class);
                    case "duration" -> ClassName.get(Duration.class);
                    case "uuid" -> ClassName.get(UUID.class);
                    case "uri" -> ClassName.get(URI.class);
                    case "byte" -> ArrayTypeName.of(TypeName.BYTE);
                    case "binary" -> throw new OpenApiRefused(where, "format binary (expected: byte, which is base64)");
                    default -> ClassName.get(String.class);
                };
            default -> null;
        };
    }

    /** The one type besides null; of a schema that does not say, what its other words imply. */
    static String type(Schema<?> schema, String where) {
        Set<String> types = schema.getTypes() == null
                ? Set.of()
                : schema.getTypes().stream()
                        .filter(type -> !type.equals("null"))
                        .collect(Collectors.toSet());
        if (types.size() > 1) {
            throw new OpenApiRefused(where, "types " + types + " (expected: one, and null)");
        }
        if (types.size() == 1) {
            return types.iterator().next();
        }
        if (schema.getType() != null) {
            return schema.getType();
        }
        return schema.getProperties() != null || schema.getAdditionalProperties() != null || schema.getAllOf() != null
                ? "object"
                : "";
    }

    static boolean nullable(Schema<?> schema) {
        return Objects.equals(schema.getNullable(), true)
                || (schema.getTypes() != null && schema.getTypes().contains("null"));
    }
}
