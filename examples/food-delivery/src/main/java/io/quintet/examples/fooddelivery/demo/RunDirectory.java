package io.quintet.examples.fooddelivery.demo;

import io.quintet.cli.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All files of one run: a configuration and a log for each process, a database for each service, the messages, the registry.
 *
 * @param path the directory
 * @param carriers what the services talk over
 */
record RunDirectory(Path path, Carriers carriers) {
    /** A new directory for temporary files. */
    static Path temporary() {
        try {
            return Files.createTempDirectory("quintet-demo-");
        } catch (IOException e) {
            throw new CommandFailed(
                    System.getProperty("java.io.tmpdir") + ": no directory can be made there: " + e
                            + " (expected: a writable directory; --dir names another)",
                    e);
        }
    }

    /** The directory that the user names: new, or empty, since what an earlier run left behind would look like phantoms. */
    static Path empty(Path given) {
        Path path = given.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            try (Stream<Path> files = Files.list(path)) {
                if (files.findAny().isPresent()) {
                    throw new CommandFailed(path + ": not empty (expected: a new or an empty directory)");
                }
            }
            Path probe = Files.createTempFile(path, "probe", "");
            Files.delete(probe);
        } catch (IOException e) {
            throw new CommandFailed(
                    path + ": cannot be used: " + e + " (expected: a directory that can be written to)", e);
        }
        return path;
    }

    Path log(String instance) {
        return log(path, instance);
    }

    static Path log(Path directory, String instance) {
        return directory.resolve(instance + ".log");
    }

    /** Writes the configuration of a process; {@code database} tells whether it has one, {@code wires} where it listens and calls. */
    Path configuration(String service, String instance, boolean database, Wires wires) {
        String served = wires.wrong(instance) ? "faulty-calls" : carriers.calls();
        StringBuilder yaml = new StringBuilder("name: " + service + "\n"
                + "instance: " + instance + "\n"
                + "transports:\n"
                + "  calls: " + served + "\n"
                + "  messages: " + carriers.messages() + "\n"
                + served + ":\n"
                + "  port: " + wires.port(instance) + "\n"
                + (served.equals(carriers.calls()) ? "" : "  carrier: " + carriers.calls() + "\n"));
        carriers.sections(path.resolve("messages")).forEach((section, settings) -> {
            yaml.append(section).append(":\n");
            settings.forEach((setting, value) -> yaml.append("  " + setting + ": " + quoted(value) + "\n"));
        });
        if (database) {
            yaml.append("database:\n  url: " + quoted("jdbc:sqlite:" + path.resolve(service + ".db")) + "\n");
        }
        if (service.equals("courier") && carriers.slow()) { // the only one that asks for asynchronous responses
            yaml.append("operations:\n  couriers.courierWanted:\n    timeout: 5s\n");
        }
        Map<String, String> endpoints = wires.endpoints();
        if (!endpoints.isEmpty()) {
            yaml.append("endpoints:\n");
            endpoints.forEach((contract, addresses) -> yaml.append("  " + contract + ": " + quoted(addresses) + "\n"));
        }
        Path file = path.resolve(instance + ".yaml");
        try {
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new CommandFailed(
                    file + ": cannot be written: " + e + " (expected: a writable directory with room)", e);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static void delete(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed(path + ": cannot be removed: " + e, e);
        }
    }
}
