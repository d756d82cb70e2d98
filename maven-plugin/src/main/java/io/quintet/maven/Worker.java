package io.quintet.maven;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/** The JVM that does the work: that of the build's toolchain, or else Maven's own where it is new enough. */
final class Worker {
    private static final String MAIN = "io.quintet.generator.Main";
    private static final int OLDEST = 21;
    private static final long MINUTES = 5;

    private final List<Artifact> artifacts;
    private final ToolchainManager toolchains;
    private final MavenSession session;

    Worker(List<Artifact> artifacts, ToolchainManager toolchains, MavenSession session) {
        this.artifacts = artifacts;
        this.toolchains = toolchains;
        this.session = session;
    }

    /** Runs a goal to its end; what it says of its success. */
    String run(String goal, Properties given, Path work) throws IOException, MojoExecutionException {
        Path properties = work.resolve(goal + ".properties");
        try (Writer out = Files.newBufferedWriter(properties)) {
            given.store(out, null);
        }
        Path log = work.resolve(goal + ".log");
        String classpath = artifacts.stream()
                .map(artifact -> artifact.getFile().getPath())
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        java(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        classpath,
                        MAIN,
                        goal,
                        properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new MojoExecutionException(goal + ": no end after " + MINUTES + " minutes, see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException(goal + ": interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log).strip();
        if (process.exitValue() != 0) {
            throw new MojoExecutionException(said);
        }
        return said;
    }

    private String java() throws MojoExecutionException {
        Toolchain jdk = toolchains.getToolchainFromBuildContext("jdk", session);
        if (jdk != null && jdk.findTool("java") != null) {
            return jdk.findTool("java");
        }
        if (Runtime.version().feature() < OLDEST) {
            throw new MojoExecutionException("Java " + Runtime.version().feature() + " (expected: at least " + OLDEST
                    + ", for Maven or by the goal select-jdk-toolchain of maven-toolchains-plugin)");
        }
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
