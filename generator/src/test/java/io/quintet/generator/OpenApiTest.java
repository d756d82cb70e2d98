package io.quintet.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Quintet;
import io.quintet.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OpenApiTest {
    @TempDir
    private Path directory;

    @TempDir
    private Path out;

    private Sources generated(String text) throws IOException {
        Path document = Files.writeString(directory.resolve("api.yaml"), text, UTF_8);
        return Generator.openApi(document, "acme.pets");
    }

    private static String petstore() throws IOException {
        return Workbench.source("petstore.yaml", "/openapi/petstore.yaml")
                .files()
                .get("petstore.yaml");
    }

    @Test
    void a_contract_of_a_document_is_served_and_called_over_http() throws Exception {
        ClassLoader classes = Workbench.compile(
                out, generated(petstore()).with(Workbench.source("acme/pets/PetShop.java", "/openapi/PetShop.java")));
        int port = Ports.free();
        try (Quintet quintet = Quintet.builder()
                .name("pets")
                .environment(Map.of())
                .transport("http")
                .set("registry", "memory")
                .set("http.port", String.valueOf(port))
                .build()) {
            assertThat(both(quintet, classes.loadClass("acme.pets.PetsApi"), classes))
                    .isEqualTo("Mohr");
            HttpResponse<String> got = http(port, "GET", "/v1/pets?status=available");
            assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
            assertThat(got.body()).contains("\"type\":\"Tomcat\"", "\"born\":\"2020-02-29\"", "\"picture\":\"AQID\"");
            assertThat(http(port, "DELETE", "/v1/pets/00000000-0000-0000-0000-000000000007")
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @SuppressWarnings("unchecked") // the pet shop is both a handler and a caller of the contract
    private static <T> String both(Quintet quintet, Class<T> contract, ClassLoader classes) throws Exception {
        Object shop = classes.loadClass("acme.pets.PetShop").getConstructor().newInstance();
        quintet.serve(contract, contract.cast(shop));
        return ((Function<T, String>) shop).apply(quintet.client(contract));
    }

    private static HttpResponse<String> http(int port, String method, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        type: object, properties: {first-name: {type: string}} | /properties/first-name: the name "first-name"
        type: object, properties: {hashCode: {type: string}}   | /properties/hashCode: the name "hashCode"
        type: object, properties: {any: {type: object}}        | /properties/any: any JSON
        type: object, properties: {a: {oneOf: [{type: string}]}} | /properties/a: oneOf or anyOf without a name
        type: object, properties: {a: {type: string, format: binary}} | /properties/a: format binary
        oneOf: [{$ref: '#/components/schemas/B'}]              | #/components/schemas/A: oneOf without a discriminator
        """)
    void what_cannot_be_kept_is_refused_with_a_pointer(String schema, String message) {
        assertThatThrownBy(() -> generated("""
            openapi: 3.0.3
            info: {title: T, version: "1"}
            paths: {}
            components:
              schemas:
                A: {%s}
                B: {type: object, properties: {b: {type: string}}}
            """.formatted(schema)))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("api.yaml: #/components/schemas/A")
                .hasMessageContaining(message);
    }

    @Test
    void what_is_no_document_is_refused_in_the_parsers_words() {
        assertThatThrownBy(() -> generated("openapi: 3.0.3\npaths: []\n"))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("api.yaml: ")
                .hasMessageContaining("info");
    }
}
