package io.quintet.idl.openapi;

import io.quintet.type.Scalar;
import tools.jackson.core.JsonGenerator;

/**
 * The schemas of single values; the formats are those of JSON Schema and of the registry of OpenAPI.
 *
 * @see <a href="https://spec.openapis.org/registry/format/">OpenAPI, format registry</a>
 */
final class ScalarSchema {
    private ScalarSchema() {}

    /** Writes what stands between the braces. */
    static void write(JsonGenerator out, Scalar kind) {
        switch (kind) {
            case BOOLEAN -> type(out, "boolean");
            case BYTE -> integer(out, "int8", Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> integer(out, "int16", Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> integer(out, "int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> integer(out, "int64", Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> format(out, "number", "float");
            case DOUBLE -> format(out, "number", "double");
            case DECIMAL -> format(out, "number", "decimal");
            case BIG_INTEGER -> type(out, "integer");
            case TEXT -> type(out, "string");
            case BYTES -> {
                type(out, "string");
                out.writeStringProperty("contentEncoding", "base64");
            }
            case UUID -> format(out, "string", "uuid");
            case URI -> format(out, "string", "uri-reference");
            case INSTANT, OFFSET_DATE_TIME -> format(out, "string", "date-time");
            case LOCAL_DATE_TIME -> format(out, "string", "date-time-local");
            case LOCAL_DATE -> format(out, "string", "date");
            case LOCAL_TIME -> format(out, "string", "time-local");
            case DURATION -> format(out, "string", "duration");
            case ZONED_DATE_TIME -> {
                type(out, "string"); // no format has a zone
                out.writeStringProperty("description", kind.expected());
            }
        }
    }

    private static void type(JsonGenerator out, String type) {
        out.writeStringProperty("type", type);
    }

    private static void format(JsonGenerator out, String type, String format) {
        type(out, type);
        out.writeStringProperty("format", format);
    }

    private static void integer(JsonGenerator out, String format, long least, long most) {
        format(out, "integer", format);
        if (most <= Short.MAX_VALUE) { // the wider formats are known everywhere
            out.writeNumberProperty("minimum", least);
            out.writeNumberProperty("maximum", most);
        }
    }
}
