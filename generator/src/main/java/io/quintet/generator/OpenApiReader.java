package io.quintet.generator;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An OpenAPI document as declarations: its schemas, and a contract for each tag. */
final class OpenApiReader {
    private OpenApiReader() {}

    static Sources read(Path document, String packageName) throws IOException {
        String file = document.getFileName().toString();
        try {
            OpenAPI api = parse(document);
            List<Declaration> declarations = new ArrayList<>();
            OpenApiSchemas schemas = new OpenApiSchemas(api, packageName);
            for (Map.Entry<String, Schema<?>> each : schemas.named().entrySet()) {
                Declaration declared = schemas.declare(each.getKey(), each.getValue());
                if (declared != null) {
                    declarations.add(declared);
                }
            }
            declarations.addAll(new OpenApiOperations(api, schemas, packageName).declarations());
            return new Sources(JavaWriter.write(declarations, file));
        } catch (OpenApiRefused e) {
            throw new GenerationException(file + ": " + e.getMessage(), e);
        }
    }

    private static OpenAPI parse(Path document) throws IOException {
        if (!Files.isReadable(document)) {
            throw new GenerationException(document + ": no such file (expected: an OpenAPI document)");
        }
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result = new OpenAPIV3Parser()
                .readLocation(document.toAbsolutePath().toUri().toString(), null, options);
        List<String> complaints = result.getMessages() == null ? List.of() : result.getMessages();
        if (result.getOpenAPI() == null || !complaints.isEmpty()) {
            throw new OpenApiRefused("", String.join("; ", complaints) + " (expected: OpenAPI 3)");
        }
        return result.getOpenAPI();
    }
}
