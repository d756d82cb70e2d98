package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.process.ServiceProcess;
import io.quintet.servers.ChildJvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service process is started: with little memory, and the classes of an archive, since nine of them start at once.
 *
 * @param data the directory of the data files
 * @param archive where the classes are kept between runs; null for nowhere
 */
record JavaCommand(Path data, @Nullable Path archive) {
    /** The one role whose process writes the archive when there is none that fits. */
    private static final String ARCHIVIST = "order";

    List<String> of(Role role, Path configuration) {
        List<String> options = new ArrayList<>(List.of("-Xms32m", "-Xss512k"));
        options.addAll(archiving(role));
        options.add("-Dorg.slf4j.simpleLogger.logFile=System.out");
        options.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        options.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
        options.add("-D" + ServiceProcess.DATA_PROPERTY + "=" + data);
        return ChildJvm.of(role.main(), configuration)
                .heap("192m")
                .options(options)
                .shielded()
                .command();
    }

    private List<String> archiving(Role role) {
        if (archive == null || !onlyJars()) {
            return List.of();
        }
        // An archive of another JDK or class path is passed over; what the JVM has to say of that is noise here.
        List<String> options = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable"));
        if (role.name().equals(ARCHIVIST)) {
            options.add("-XX:+AutoCreateSharedArchive");
        } else if (!Files.exists(archive)) {
            return List.of();
        }
        return options;
    }

    /** Archives know of jars only. */
    private static boolean onlyJars() {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.endsWith(".jar")) {
                return false;
            }
        }
        return true;
    }
}
