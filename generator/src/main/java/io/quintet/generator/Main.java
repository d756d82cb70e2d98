package io.quintet.generator;

import io.quintet.ConfigurationException;
import io.quintet.InvalidContractException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the Maven plugin starts in a JVM of its own: {@code generate} or {@code check}, and a file of properties. Ends with 1 where a
 * document or contract is at fault, and says on the standard output what.
 */
public final class Main {
    private Main() {}

    /** With the goal and the file of its properties. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(arguments));
    }

    static int run(String... arguments) throws IOException, InterruptedException {
        Properties given = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(arguments[1]))) {
            given.load(in);
        }
        try {
            return switch (arguments[0]) {
                case "generate" -> GenerateCommand.run(given);
                case "check" -> CheckCommand.run(given);
                default -> throw new IllegalArgumentException(arguments[0] + " (expected: generate or check)");
            };
        } catch (GenerationException | InvalidContractException | ConfigurationException e) {
            System.out.println(e.getMessage());
            return 1;
        }
    }

    static String required(Properties given, String name) {
        String value = given.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": nothing (expected: a value)");
        }
        return value;
    }

    static Path path(Properties given, String name) {
        return Path.of(required(given, name));
    }
}
