package io.quintet.generator;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.quintet.Http;
import io.quintet.Notification;
import io.quintet.RequestResponse;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths of a document as contracts, one for each tag. */
final class OpenApiOperations {
    private static final Set<PathItem.HttpMethod> METHODS = EnumSet.of(
            PathItem.HttpMethod.GET,
            PathItem.HttpMethod.POST,
            PathItem.HttpMethod.PUT,
            PathItem.HttpMethod.PATCH,
            PathItem.HttpMethod.DELETE);

    private static final String OTHERWISE = "default";

    private final OpenAPI api;
    private final OpenApiSchemas schemas;
    private final OpenApiRequests requests;
    private final String packageName;
    private final String base;
    private final List<Declaration> declarations = new ArrayList<>();
    private final Map<String, List<Declaration.Operation>> byTag = new LinkedHashMap<>();

    OpenApiOperations(OpenAPI api, OpenApiSchemas schemas, String packageName) {
        this.api = api;
        this.schemas = schemas;
        this.requests = new OpenApiRequests(schemas, packageName);
        this.packageName = packageName;
        this.base = base(api);
    }

    /** The path of the first server, which all paths are below. */
    private static String base(OpenAPI api) {
        if (api.getServers() == null || api.getServers().isEmpty()) {
            return "";
        }
        String url = api.getServers().getFirst().getUrl();
        try {
            String path = URI.create(url).getPath();
            return path == null || path.equals("/") ? "" : path;
        } catch (IllegalArgumentException e) {
            throw new OpenApiRefused("#/servers/0/url", "\"" + url + "\" (expected: a URL without variables)");
        }
    }

    List<Declaration> declarations() {
        if (api.getPaths() != null) {
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                        if (METHODS.contains(method)) {
                            read(path, item, method, operation);
                        }
                    }));
        }
        byTag.forEach((tag, operations) -> declarations.add(new Declaration.Service(
                ClassName.get(packageName, Names.type(tag) + "Api"),
                "",
                List.of(Annotations.contract(Names.contract(tag))),
                operations)));
        return declarations;
    }

    private void read(String path, PathItem item, PathItem.HttpMethod method, Operation operation) {
        String where = "#/paths/" + path.replace("~", "~0").replace("/", "~1") + "/"
                + method.name().toLowerCase(Locale.ROOT);
        if (operation.getOperationId() == null) {
            throw new OpenApiRefused(where, "no operationId (expected: a name for the operation)");
        }
        String name = Names.member(operation.getOperationId());
        List<Parameter> parameters = new ArrayList<>(item.getParameters() == null ? List.of() : item.getParameters());
        parameters.addAll(operation.getParameters() == null ? List.of() : operation.getParameters());
        OpenApiRequests.Request request = requests.request(
                name, Http.Method.valueOf(method.name()), parameters, operation.getRequestBody(), where);
        declarations.addAll(request.declared());
        Answer answer = answer(name, operation, where + "/responses");
        String tag = operation.getTags() == null || operation.getTags().isEmpty()
                ? api.getInfo().getTitle()
                : operation.getTags().getFirst();
        byTag.computeIfAbsent(tag, key -> new ArrayList<>())
                .add(new Declaration.Operation(
                        name,
                        doc(operation),
                        List.of(
                                AnnotationSpec.builder(
                                                answer.type.equals(TypeName.VOID)
                                                        ? Notification.class
                                                        : RequestResponse.class)
                                        .build(),
                                http(method, path, answer)),
                        "request",
                        request.type(),
                        answer.type));
    }

    private static String doc(Operation operation) {
        String summary = operation.getSummary() == null ? "" : operation.getSummary();
        String more = operation.getDescription() == null ? "" : operation.getDescription();
        return summary.isEmpty() || more.isEmpty() ? summary + more : summary + "\n\n" + more;
    }

    private AnnotationSpec http(PathItem.HttpMethod method, String path, Answer answer) {
        AnnotationSpec.Builder http = AnnotationSpec.builder(Http.class)
                .addMember("method", "$T.$L", Http.Method.class, method.name())
                .addMember("path", "$S", base + path);
        if (answer.status != 200) {
            http.addMember("status", "$L", answer.status);
        }
        return http.build();
    }

    /** What a success is: its status, and the record that comes with it, or void. */
    private record Answer(int status, TypeName type) {}

    private Answer answer(String name, Operation operation, String where) {
        Map.Entry<String, ApiResponse> success = success(operation, where);
        int status = success.getKey().equals(OTHERWISE)
                ? 200
                : Integer.parseInt(success.getKey().replace("XX", "00"));
        String at = where + "/" + success.getKey();
        Schema<?> schema = OpenApiRequests.json(success.getValue().getContent(), at);
        if (schema == null) {
            return new Answer(status, TypeName.VOID);
        }
        ClassName own = ClassName.get(packageName, Names.type(name) + "Response");
        return new Answer(status, record(schema, own, at));
    }

    private static Map.Entry<String, ApiResponse> success(Operation operation, String where) {
        Map.Entry<String, ApiResponse> found = null;
        if (operation.getResponses() != null) {
            for (Map.Entry<String, ApiResponse> each : operation.getResponses().entrySet()) {
                if (each.getKey().startsWith("2")
                        && (found == null || each.getKey().compareTo(found.getKey()) < 0)) {
                    found = each;
                }
            }
            ApiResponse other = operation.getResponses().get(OTHERWISE);
            if (found == null && other != null) {
                found = Map.entry(OTHERWISE, other);
            }
        }
        if (found == null) {
            throw new OpenApiRefused(where, "no success (expected: a response of 2xx, or default)");
        }
        return found;
    }

    private TypeName record(Schema<?> schema, ClassName own, String where) {
        @Nullable ClassName named = schemas.record(schema, where);
        if (named != null) {
            return named;
        }
        declarations.add(schemas.message(own, schema, where, List.of()));
        return own;
    }
}
