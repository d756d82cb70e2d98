package io.quintet.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** The compiler of .proto documents, as the repository has it for this machine. */
final class ProtocArtifact {
    private final RepositorySystem repository;
    private final MavenSession session;
    private final MavenProject project;

    ProtocArtifact(RepositorySystem repository, MavenSession session, MavenProject project) {
        this.repository = repository;
        this.session = session;
        this.project = project;
    }

    /** A copy that can be executed, since what is in a repository cannot. */
    Path executable(Path work) throws IOException, MojoExecutionException {
        Artifact protoc = new DefaultArtifact("com.google.protobuf", "protoc", platform(), "exe", version());
        Path found;
        try {
            found = repository
                    .resolveArtifact(
                            session.getRepositorySession(),
                            new ArtifactRequest(protoc, project.getRemoteProjectRepositories(), null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new MojoExecutionException(
                    protoc + ": not found (mend: give the parameter protoc a compiler that is installed)", e);
        }
        Path copy = work.resolve(found.getFileName());
        Files.copy(found, copy, StandardCopyOption.REPLACE_EXISTING);
        if (!copy.toFile().setExecutable(true)) {
            throw new MojoExecutionException(copy + ": cannot be made executable");
        }
        return copy;
    }

    private static String version() throws IOException {
        Properties versions = new Properties();
        try (InputStream in = ProtocArtifact.class.getResourceAsStream("versions.properties")) {
            if (in == null) {
                throw new IllegalStateException("versions.properties is not in the plugin");
            }
            versions.load(in);
        }
        return versions.getProperty("protoc");
    }

    private static String platform() {
        return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static String platform(String system, String machine) {
        String name = system.toLowerCase(Locale.ROOT);
        String os = name.startsWith("mac") ? "osx" : name.startsWith("windows") ? "windows" : "linux";
        return os + "-"
                + switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "aarch_64";
                    case "x86", "i386", "i686" -> "x86_32";
                    default -> machine;
                };
    }
}
