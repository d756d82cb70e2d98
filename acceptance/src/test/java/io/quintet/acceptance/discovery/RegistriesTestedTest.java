package io.quintet.acceptance.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.RegistryProvider;
import io.quintet.tck.RegistryTck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No registry is without the tests that the documentation tells of. */
class RegistriesTestedTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\| .* \\| `([a-z/]+)`: (`.*`) \\|$");
    private static final Pattern CLASS = Pattern.compile("`(\\w+)`");

    /** By name of a registry, the sources of its tests. */
    private static Map<String, List<String>> tests() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/discovery.md"));
        String table = document.substring(document.indexOf("## What is tested"));
        Map<String, List<String>> sources = new TreeMap<>();
        for (MatchResult row : ROW.matcher(table).results().toList()) {
            List<String> found = new ArrayList<>();
            for (MatchResult type : CLASS.matcher(row.group(3)).results().toList()) {
                Path module = ROOT.resolve(row.group(2)).resolve("src/test/java/io/quintet");
                found.add(Files.readString(
                        module.resolve(row.group(2) + "/" + directory(row) + type.group(1) + ".java")));
            }
            sources.put(row.group(1), found);
        }
        return sources;
    }

    private static String directory(MatchResult row) {
        return row.group(2).equals("acceptance") ? "discovery/" : "";
    }

    @Test
    void every_registry_runs_the_kit_but_the_one_that_cannot_be_asked_who_runs() throws IOException {
        Map<String, List<String>> tests = tests();
        List<String> registries = ServiceLoader.load(RegistryProvider.class).stream()
                .map(provider -> provider.get().name())
                .filter(name -> !name.equals("sabotaged"))
                .sorted()
                .toList();
        assertThat(registries).hasSizeGreaterThan(6);
        assertThat(tests).containsOnlyKeys(registries);
        tests.forEach((registry, sources) -> assertThat(sources)
                .as(registry)
                .isNotEmpty()
                .allMatch(source -> source.contains("extends " + RegistryTck.class.getSimpleName() + " {")
                        != registry.equals("platform")));
    }
}
