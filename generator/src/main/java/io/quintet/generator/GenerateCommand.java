package io.quintet.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generates from all documents of a project. */
final class GenerateCommand {
    private static final String PACKAGE = "package.";

    private GenerateCommand() {}

    static int run(Properties given) throws IOException, InterruptedException {
        Sources sources = new Sources(new TreeMap<>());
        Path protos = Main.path(given, "proto");
        List<String> files = documents(protos, ".proto");
        if (!files.isEmpty()) {
            sources = sources.with(Generator.proto(new ProtoDocuments(
                    Main.path(given, "protoc"),
                    protos,
                    files,
                    given.getProperty("imports", "").lines().map(Path::of).toList(),
                    packages(given))));
        }
        Path openApi = Main.path(given, "openapi");
        for (String document : documents(openApi, ".yaml", ".yml", ".json")) {
            sources =
                    sources.with(Generator.openApi(openApi.resolve(document), Main.required(given, "openapiPackage")));
        }
        int changed = sources.writeTo(Main.path(given, "output"));
        System.out.println(sources.files().size() + " files, " + changed + " changed");
        return 0;
    }

    private static Map<String, String> packages(Properties given) {
        return given.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PACKAGE))
                .collect(
                        Collectors.toMap(name -> name.substring(PACKAGE.length()), name -> Main.required(given, name)));
    }

    private static List<String> documents(Path directory, String... endings) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> Arrays.stream(endings).anyMatch(name::endsWith))
                    .sorted()
                    .toList();
        }
    }
}
