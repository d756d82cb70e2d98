package io.quintet.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Lets protoc read documents; what it refuses is refused in its own words, with file, line and column. */
final class ProtoCompiler {
    private static final List<String> GOOGLES = List.of(
            "any",
            "api",
            "descriptor",
            "duration",
            "empty",
            "field_mask",
            "source_context",
            "struct",
            "timestamp",
            "type",
            "wrappers");
    private static final long SECONDS = 60;

    private ProtoCompiler() {}

    /** The documents and all that they import, by name, with their comments and positions. */
    static Map<String, FileDescriptor> compile(ProtoDocuments documents) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("quintet-protoc");
        try {
            Path google = Files.createDirectories(work.resolve("include/google/protobuf"));
            for (String name : GOOGLES) {
                String resource = "/google/protobuf/" + name + ".proto";
                try (InputStream in = Timestamp.class.getResourceAsStream(resource)) {
                    if (in == null) {
                        throw new IllegalStateException(resource + " is not in protobuf-java");
                    }
                    Files.copy(in, google.resolve(name + ".proto"));
                }
            }
            Path out = work.resolve("out");
            run(command(documents, work.resolve("include"), out), documents.directory(), work.resolve("log"));
            return link(FileDescriptorSet.parseFrom(Files.readAllBytes(out)));
        } finally {
            delete(work);
        }
    }

    private static List<String> command(ProtoDocuments documents, Path google, Path out) {
        List<String> command = new ArrayList<>();
        command.add(documents.compiler().toAbsolutePath().toString());
        command.add("--include_imports");
        command.add("--include_source_info");
        command.add("--descriptor_set_out=" + out);
        command.add("-I.");
        documents.imports().forEach(path -> command.add("-I" + path.toAbsolutePath()));
        command.add("-I" + google);
        command.addAll(documents.files());
        return command;
    }

    private static void run(List<String> command, Path directory, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new GenerationException("protoc: still running (expected: an end within " + SECONDS + " s)");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new GenerationException(Files.readString(log, UTF_8).strip());
        }
    }

    private static Map<String, FileDescriptor> link(FileDescriptorSet set) {
        Map<String, FileDescriptor> linked = new LinkedHashMap<>();
        for (FileDescriptorProto file : set.getFileList()) { // imports come before those who import them
            FileDescriptor[] imports =
                    file.getDependencyList().stream().map(linked::get).toArray(FileDescriptor[]::new);
            try {
                linked.put(file.getName(), FileDescriptor.buildFrom(file, imports));
            } catch (DescriptorValidationException e) {
                throw new GenerationException(file.getName() + ": " + e.getMessage(), e);
            }
        }
        return linked;
    }

    private static void delete(Path work) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(work)) {
            all = new ArrayList<>(walk.toList());
        }
        for (Path each : all.reversed()) {
            Files.delete(each);
        }
    }
}
