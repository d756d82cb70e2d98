package io.quintet.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;

/** What the goals have in common: each can be skipped, and has its work done by the generator in a JVM of its own. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class QuintetMojo extends AbstractMojo {
    private final ToolchainManager toolchains;

    /** Whether to do nothing. */
    @Parameter(property = "quintet.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
    private List<Artifact> artifacts;

    QuintetMojo(ToolchainManager toolchains) {
        this.toolchains = toolchains;
    }

    @Override
    public final void execute() throws MojoExecutionException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        Path work = Path.of(project.getBuild().getDirectory(), "quintet");
        try {
            Files.createDirectories(work);
            execute(work);
        } catch (IOException e) {
            throw new MojoExecutionException("cannot read or write: " + e, e);
        }
    }

    /** Does what the goal is for; {@code work} is a directory for what it keeps between two builds. */
    abstract void execute(Path work) throws MojoExecutionException, IOException;

    /** Has the generator do something, and says what it said. */
    final void run(String command, Properties given, Path work) throws MojoExecutionException, IOException {
        getLog().info(new Worker(artifacts, toolchains, session).run(command, given, work));
    }

    final MavenProject project() {
        return project;
    }

    final MavenSession session() {
        return session;
    }

    final List<Artifact> artifacts() {
        return artifacts;
    }
}
