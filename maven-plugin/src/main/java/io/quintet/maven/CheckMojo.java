package io.quintet.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;

/** Fails when a contract contradicts itself, or when the lock file of Protocol Buffers is not what the contracts need. */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        threadSafe = true,
        requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends QuintetMojo {
    /** The lock file in the sources; where there is none, numbers come from annotations alone. */
    @Parameter(defaultValue = "${project.basedir}/src/main/resources/META-INF/quintet/protobuf.lock")
    private File lockFile;

    /** Whether to write what the lock file lacks, or the whole, rather than to fail. */
    @Parameter(property = "quintet.update", defaultValue = "false")
    private boolean update;

    /** With what Maven has. */
    @Inject
    public CheckMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    void execute(Path work) throws MojoExecutionException, IOException {
        Properties given = new Properties();
        given.setProperty("classes", project().getBuild().getOutputDirectory());
        given.setProperty("lock", lockFile.getPath());
        given.setProperty("update", String.valueOf(update));
        try {
            given.setProperty("classpath", String.join("\n", project().getRuntimeClasspathElements()));
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("the class path is not known yet: " + e, e);
        }
        run("check", given, work);
    }
}
