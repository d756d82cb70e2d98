package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents quote is what the sources say, and what they link to is there. */
class DocumentationTest {
    private static final Pattern BETWEEN_MEMBERS = Pattern.compile("(?<=\n}\n)\n");
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void the_readmes_first_contract_is_the_compiled_test() throws IOException {
        String source = read("acceptance/src/test/java/io/quintet/acceptance/FirstContractTest.java");
        String snippet =
                source.substring(source.indexOf("class FirstContractTest")).strip();
        assertThat(snippet.lines().count()).as("lines").isLessThanOrEqualTo(40);
        assertThat(read("README.md")).contains("```java\n" + snippet + "\n```");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invoker peer(",
                "Invoker client(",
                "Starter starter(",
                "CallHandler server(",
                "Settling consumer(",
                "Settlement settlement("
            })
    void the_architecture_quotes_the_chains_as_they_are(String method) throws IOException {
        String source = read("core/src/main/java/io/quintet/runtime/Chains.java");
        int at = source.indexOf(method);
        assertThat(at).as(method).isPositive();
        int start = source.lastIndexOf('\n', at) + 1;
        String body = source.substring(start, source.indexOf("\n    }\n", at) + "\n    }".length());
        assertThat(read("ARCHITECTURE.md")).contains(body.stripIndent().strip());
    }

    @Test
    void every_java_snippet_is_part_of_a_source_that_is_compiled() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String root : List.of("acceptance/src", "core/src/main", "examples/food-delivery/src/main")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(root))) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    sources.append(withoutIndent(Files.readString(file)));
                }
            }
        }
        Pattern block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
        int blocks = 0;
        for (Path document : documents()) {
            Matcher matcher = block.matcher(Files.readString(document));
            while (matcher.find()) {
                blocks++;
                for (String part : BETWEEN_MEMBERS.split(matcher.group(1), -1)) {
                    assertThat(sources.toString())
                            .as("snippet in %s", ROOT.relativize(document))
                            .contains(withoutIndent(part));
                }
            }
        }
        assertThat(blocks).isGreaterThan(5);
    }

    private static String withoutIndent(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    @Test
    void every_relative_link_leads_to_something() throws IOException {
        Pattern link = Pattern.compile("]\\(([^):#]+)(#[^)]*)?\\)");
        for (Path document : documents()) {
            Matcher matcher = link.matcher(Files.readString(document));
            while (matcher.find()) {
                assertThat(document.resolveSibling(matcher.group(1)))
                        .as("link in %s", ROOT.relativize(document))
                        .exists();
            }
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
