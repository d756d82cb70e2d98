package io.quintet.idl.openapi;

import io.quintet.contract.OperationModel;
import io.quintet.contract.Streaming;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes what is served over HTTP as an OpenAPI document, in JSON. The same operations give the same bytes, in whatever order they come.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1.1</a>
 */
public final class OpenApiWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private OpenApiWriter() {}

    /** The document about some operations, whose routes differ; those with streams of records are left out, for HTTP carries none. */
    public static byte[] write(String title, String version, Collection<ApiOperation> operations) {
        List<ApiOperation> sorted = operations.stream()
                .filter(operation -> operation.model().streaming() == Streaming.NONE)
                .sorted(Comparator.comparing(
                        (ApiOperation operation) -> operation.model().qualifiedName()))
                .toList();
        Reach reach = Reach.of(sorted);
        Names names = new Names(reach.types().keySet(), Failures.RESERVED);
        Schemas schemas = new Schemas(reach, names);
        Failures failures = new Failures(sorted, schemas, names);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("openapi", "3.1.1");
            out.writeObjectPropertyStart("info");
            out.writeStringProperty("title", title);
            out.writeStringProperty("version", version);
            out.writeEndObject();
            tags(out, sorted);
            paths(out, sorted, new Operations(schemas));
            out.writeObjectPropertyStart("components");
            out.writeObjectPropertyStart("schemas");
            schemas.writeNamed(out);
            failures.writeSchemas(out);
            out.writeEndObject();
            out.writeObjectPropertyStart("responses");
            failures.writeResponses(out);
            out.writeEndObject();
            SharedParts.write(out);
            out.writeEndObject();
            out.writeArrayPropertyStart("security");
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void tags(JsonGenerator out, List<ApiOperation> operations) {
        out.writeArrayPropertyStart("tags");
        operations.stream()
                .map(ApiOperation::model)
                .map(OperationModel::contract)
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(contract -> {
                    out.writeStartObject();
                    out.writeStringProperty("name", contract);
                    out.writeEndObject();
                });
        out.writeEndArray();
    }

    private static void paths(JsonGenerator out, List<ApiOperation> sorted, Operations operations) {
        out.writeObjectPropertyStart("paths");
        Paths.of(sorted).forEach((path, item) -> {
            out.writeObjectPropertyStart(path);
            item.operations().forEach(operation -> operations.write(out, operation, item.variables()));
            out.writeEndObject();
        });
        TransportPaths.write(out, sorted.stream().anyMatch(ApiOperation::detachable));
        out.writeEndObject();
    }
}
