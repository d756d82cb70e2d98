package io.quintet.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** Turns the project's .proto and OpenAPI documents into contracts and records, which are compiled with its other sources. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class GenerateMojo extends QuintetMojo {
    private final RepositorySystem repository;

    /** Where .proto documents are; imports start from there. */
    @Parameter(defaultValue = "${project.basedir}/src/main/proto")
    private File protoDirectory;

    /** Further directories in which imports of .proto documents are found; nothing is generated from those. */
    @Parameter
    private @Nullable List<File> imports;

    /** Java packages by the packages of .proto documents; otherwise the option java_package says, or the package itself. */
    @Parameter
    private @Nullable Map<String, String> packages;

    /** A protoc to run; otherwise the repository's, of the version that Quintet's own codec is made with. */
    @Parameter(property = "quintet.protoc")
    private @Nullable File protoc;

    /** Where OpenAPI documents are, as .yaml or .json. */
    @Parameter(defaultValue = "${project.basedir}/src/main/openapi")
    private File openApiDirectory;

    /** The Java package of what comes of OpenAPI documents. */
    @Parameter(defaultValue = "${project.groupId}.api")
    private String openApiPackage;

    /** Where to write. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/quintet")
    private File output;

    /** With what Maven has. */
    @Inject
    public GenerateMojo(ToolchainManager toolchains, RepositorySystem repository) {
        super(toolchains);
        this.repository = repository;
    }

    @Override
    void execute(Path work) throws MojoExecutionException, IOException {
        Path state = work.resolve("generate.state");
        Properties given = given();
        String fingerprint = Fingerprint.of(given, artifacts(), List.of(protoDirectory, openApiDirectory), imports);
        project().addCompileSourceRoot(output.getPath());
        if (output.exists() && Files.exists(state) && Files.readString(state).equals(fingerprint)) {
            getLog().info("nothing has changed since it was generated");
            return;
        }
        Files.deleteIfExists(state);
        if (Fingerprint.hasFiles(protoDirectory)) {
            given.setProperty("protoc", protoc(work));
        }
        run("generate", given, work);
        Files.writeString(state, fingerprint);
    }

    private String protoc(Path work) throws MojoExecutionException, IOException {
        return protoc == null
                ? new ProtocArtifact(repository, session(), project())
                        .executable(work)
                        .toString()
                : protoc.getPath();
    }

    private Properties given() {
        Properties given = new Properties();
        given.setProperty("proto", protoDirectory.getPath());
        given.setProperty("openapi", openApiDirectory.getPath());
        given.setProperty("openapiPackage", openApiPackage);
        given.setProperty("output", output.getPath());
        if (imports != null) {
            given.setProperty(
                    "imports",
                    String.join("\n", imports.stream().map(File::getPath).toList()));
        }
        if (packages != null) {
            packages.forEach((from, to) -> given.setProperty("package." + from, to));
        }
        return given;
    }
}
