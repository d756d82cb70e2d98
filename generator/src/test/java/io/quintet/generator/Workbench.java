package io.quintet.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A directory for documents, and the compilers that they and what comes of them go through. */
final class Workbench {
    private static final Path PROTOC = Path.of("target/protoc/protoc.exe").toAbsolutePath();

    private final Path directory;
    private final List<String> files = new ArrayList<>();

    Workbench(Path directory) {
        this.directory = directory;
    }

    Workbench with(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, UTF_8);
        files.add(name);
        return this;
    }

    /** A document that is on the class path. */
    Workbench with(String name, Class<?> beside, String resource) throws IOException {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return with(name, new String(in.readAllBytes(), UTF_8));
        }
    }

    static Workbench shop(Path directory) throws IOException {
        return new Workbench(directory)
                .with("shop/money.proto", Workbench.class, "/proto/shop/money.proto")
                .with("shop/shop.proto", Workbench.class, "/proto/shop/shop.proto");
    }

    ProtoDocuments documents(Map<String, String> packages) {
        assertThat(PROTOC.toFile().setExecutable(true)).isTrue();
        return new ProtoDocuments(PROTOC, directory, List.copyOf(files), List.of(), packages);
    }

    Sources sources() throws IOException, InterruptedException {
        return Generator.proto(documents(Map.of()));
    }

    /** A file that is on the class path, under another path. */
    static Sources source(String path, String resource) throws IOException {
        try (InputStream in = Workbench.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new Sources(new TreeMap<>(Map.of(path, new String(in.readAllBytes(), UTF_8))));
        }
    }

    /** The sources, compiled: warnings are errors, as some who generate will have it. */
    static ClassLoader compile(Path out, Sources sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path java = out.resolve("java");
        sources.writeTo(java);
        StringWriter log = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean compiled = compiler.getTask(
                            log,
                            manager,
                            null,
                            List.of(
                                    "-d",
                                    out.resolve("classes").toString(),
                                    "-classpath",
                                    System.getProperty("java.class.path"),
                                    "--release",
                                    "21",
                                    "-parameters",
                                    "-Xlint:all,-classfile,-processing,-options,-path",
                                    "-Xdoclint:all,-missing",
                                    "-Werror",
                                    "-proc:none"),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources.files().keySet().stream()
                                    .map(java::resolve)
                                    .toList()))
                    .call();
            assertThat(compiled).as(log.toString()).isTrue();
        }
        return new URLClassLoader(new URL[] {out.resolve("classes").toUri().toURL()}, Workbench.class.getClassLoader());
    }
}
