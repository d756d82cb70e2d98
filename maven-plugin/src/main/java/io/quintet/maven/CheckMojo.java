package io.quintet.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;

/** Fails when a contract contradicts itself, or when the lock file of Protocol Buffers is not what the contracts need. */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        threadSafe = true,
        requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends AbstractMojo {
    private final ToolchainManager toolchains;

    /** The lock file in the sources; where there is none, numbers come from annotations alone. */
    @Parameter(defaultValue = "${project.basedir}/src/main/resources/META-INF/quintet/protobuf.lock")
    private File lockFile;

    /** Whether to write what the lock file lacks, or the whole, rather than to fail. */
    @Parameter(property = "quintet.update", defaultValue = "false")
    private boolean update;

    /** Whether to do nothing. */
    @Parameter(property = "quintet.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
    private List<Artifact> artifacts;

    /** With what Maven has. */
    @Inject
    public CheckMojo(ToolchainManager toolchains) {
        this.toolchains = toolchains;
    }

    @Override
    public void execute() throws MojoExecutionException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        Path work = Path.of(project.getBuild().getDirectory(), "quintet");
        Properties given = new Properties();
        given.setProperty("classes", project.getBuild().getOutputDirectory());
        given.setProperty("lock", lockFile.getPath());
        given.setProperty("update", String.valueOf(update));
        try {
            Files.createDirectories(work);
            given.setProperty("classpath", String.join("\n", project.getRuntimeClasspathElements()));
            getLog().info(new Worker(artifacts, toolchains, session).run("check", given, work));
        } catch (DependencyResolutionRequiredException | IOException e) {
            throw new MojoExecutionException("cannot read or write: " + e, e);
        }
    }
}
