package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.process.ServiceProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service process is started: a small heap, a cheap compiler, and the classes of an archive, since nine of them start at once.
 *
 * @param data the directory of the data files
 * @param archive where the classes are kept between runs; null for nowhere
 */
record JavaCommand(Path data, @Nullable Path archive) {
    /** The one role whose process writes the archive when there is none that fits. */
    private static final String ARCHIVIST = "order";

    private static final int UNSAFE_WARNINGS_SINCE = 23;

    List<String> of(Role role, Path configuration) {
        List<String> command = new ArrayList<>();
        // Ctrl-C goes to every process of the terminal, but the services are to end when the supervisor tells them.
        command.addAll(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms32m", "-Xmx192m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(archiving(role));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= UNSAFE_WARNINGS_SINCE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Dorg.slf4j.simpleLogger.logFile=System.out");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
        command.add("-D" + ServiceProcess.DATA_PROPERTY + "=" + data);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(role.main().getName());
        command.add(configuration.toString());
        return command;
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
