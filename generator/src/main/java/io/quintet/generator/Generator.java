package io.quintet.generator;

import java.io.IOException;
import java.nio.file.Path;

/** Turns documents into the sources of contracts and records. */
public final class Generator {
    private Generator() {}

    /**
     * From {@code .proto} documents: each service is a contract, each message a record that travels as the document says.
     *
     * @throws GenerationException when the compiler refuses a document, or what it says cannot be kept
     */
    public static Sources proto(ProtoDocuments documents) throws IOException, InterruptedException {
        return new ProtoReader(documents.packages()).read(ProtoCompiler.compile(documents), documents.files());
    }

    /**
     * From an OpenAPI document: the operations of each tag are a contract, each schema a record, enum or sealed interface.
     *
     * @throws GenerationException when the parser refuses the document, or what it says cannot be kept
     */
    public static Sources openApi(Path document, String packageName) throws IOException {
        return OpenApiReader.read(document, packageName);
    }
}
