package io.quintet.idl.protoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The compiler of .proto documents, which knows whether a text is one. */
public final class Protoc {
    private static final Path COMPILER = Path.of("target/protoc/protoc.exe").toAbsolutePath();
    private static final List<String> WELL_KNOWN =
            List.of("any", "duration", "empty", "field_mask", "struct", "timestamp", "wrappers");

    private Protoc() {}

    /** The document as descriptors. */
    public static FileDescriptor compile(Path directory, String text) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("document.proto"), text);
        Path google = Files.createDirectories(directory.resolve("google/protobuf"));
        for (String name : WELL_KNOWN) {
            String resource = "/google/protobuf/" + name + ".proto";
            try (InputStream in = Timestamp.class.getResourceAsStream(resource)) {
                assertThat(in).as(resource).isNotNull();
                Files.write(google.resolve(name + ".proto"), in.readAllBytes());
            }
        }
        assertThat(COMPILER.toFile().setExecutable(true)).isTrue();
        Process process = new ProcessBuilder(
                        COMPILER.toString(),
                        "--fatal_warnings",
                        "--include_imports",
                        "--descriptor_set_out=out",
                        "-I.",
                        "document.proto")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("protoc ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("log")) + "\n" + text)
                .isZero();
        return link(FileDescriptorSet.parseFrom(Files.readAllBytes(directory.resolve("out"))));
    }

    private static FileDescriptor link(FileDescriptorSet set) {
        Map<String, FileDescriptor> linked = new HashMap<>();
        FileDescriptor last = null;
        for (FileDescriptorProto file : set.getFileList()) {
            try {
                last = FileDescriptor.buildFrom(
                        file, file.getDependencyList().stream().map(linked::get).toArray(FileDescriptor[]::new));
            } catch (DescriptorValidationException e) {
                throw new AssertionError(e);
            }
            linked.put(file.getName(), last);
        }
        return last;
    }
}
