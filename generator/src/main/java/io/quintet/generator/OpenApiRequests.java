package io.quintet.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.quintet.Http;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operation takes, as one record: its variables of path and query, and what the body has. */
final class OpenApiRequests {
    private final OpenApiSchemas schemas;
    private final String packageName;

    OpenApiRequests(OpenApiSchemas schemas, String packageName) {
        this.schemas = schemas;
        this.packageName = packageName;
    }

    /** The record, and its declaration unless a schema is it already. */
    record Request(ClassName type, List<Declaration> declared) {}

    Request request(
            String name, Http.Method method, List<Parameter> parameters, @Nullable RequestBody body, String where) {
        Schema<?> schema = body == null ? null : json(body.getContent(), where + "/requestBody");
        if (schema != null && !method.hasBody()) {
            throw new OpenApiRefused(where + "/requestBody", "a body of " + method + " (expected: none)");
        }
        if (schema == null && body != null) {
            throw new OpenApiRefused(where + "/requestBody", "a body without a schema (expected: one)");
        }
        List<Parameter> used =
                parameters.stream().filter(each -> use(each, method, where)).toList();
        ClassName named = schema == null || !used.isEmpty() ? null : schemas.record(schema, where + "/requestBody");
        if (named != null) {
            return new Request(named, List.of());
        }
        ClassName own = ClassName.get(packageName, Names.type(name) + "Request");
        List<Declaration> nested = new ArrayList<>();
        List<Declaration.Member> members = new ArrayList<>();
        for (Parameter each : used) {
            members.add(variable(each, own, nested, where + "/parameters/" + each.getName()));
        }
        if (schema != null) {
            members.addAll(schemas.members(schema, where + "/requestBody", own, nested, false));
        }
        Set<String> names = new HashSet<>();
        for (Declaration.Member each : members) {
            if (!names.add(each.name())) {
                throw new OpenApiRefused(
                        where,
                        "\"" + each.name() + "\" twice (expected: each name once in path, query"
                                + " and body, which are one record)");
            }
        }
        return new Request(own, List.of(new Declaration.Message(own, "", List.of(), List.of(), members, nested)));
    }

    /** Whether a parameter is a component; headers and cookies that may be missing are left to the transport. */
    private static boolean use(Parameter parameter, Http.Method method, String where) {
        String at = where + "/parameters/" + parameter.getName();
        if (parameter.getIn().equals("query") && method.hasBody()) {
            throw new OpenApiRefused(at, "a query beside a body of " + method + " (expected: path or body)");
        }
        if (parameter.getIn().equals("path") || parameter.getIn().equals("query")) {
            return true;
        }
        if (Objects.equals(parameter.getRequired(), true)) {
            throw new OpenApiRefused(at, "required in the " + parameter.getIn() + " (expected: in path or query)");
        }
        return false;
    }

    private Declaration.Member variable(Parameter parameter, ClassName own, List<Declaration> nested, String where) {
        OpenApiSchemas.expectMember(parameter.getName(), where);
        if (parameter.getSchema() == null) {
            throw new OpenApiRefused(where, "no schema (expected: one)");
        }
        TypeName type = schemas.type(parameter.getSchema(), where, own, parameter.getName(), nested, 0);
        if (type instanceof ParameterizedTypeName) {
            throw new OpenApiRefused(where, "a list or map (expected: a single value)");
        }
        String doc = parameter.getDescription() == null ? "" : parameter.getDescription();
        boolean required = Objects.equals(parameter.getRequired(), true);
        return new Declaration.Member(
                parameter.getName(),
                required ? doc : (doc.isEmpty() ? "null when it is not given" : doc + "; null when it is not given"),
                required ? type : type.box(),
                List.of(),
                null);
    }

    /** The schema of what travels as JSON; null where nothing travels. */
    static @Nullable Schema<?> json(@Nullable Content content, String where) {
        if (content == null || content.isEmpty()) {
            return null;
        }
        for (String type : List.of("application/json", "*/*")) {
            if (content.get(type) != null) {
                return content.get(type).getSchema();
            }
        }
        throw new OpenApiRefused(where, "content " + content.keySet() + " (expected: application/json)");
    }
}
