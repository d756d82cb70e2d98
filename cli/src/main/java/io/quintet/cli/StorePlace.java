package io.quintet.cli;

import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a command finds a store: read from the configuration as a service does, unless the command line names the store itself. */
public final class StorePlace {
    /** The configuration of a service that is run here. */
    public static final Path DEFAULT_FILE = Path.of("quintet.yaml");

    private static final String SERVER = "jdbc:postgresql:";

    @ArgGroup
    private @Nullable Named named;

    /** One of these. */
    static final class Named {
        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "The configuration of a service (QUINTET_CONFIG or quintet.yaml unless told).")
        private @Nullable Path config;

        @Option(
                names = "--directory",
                paramLabel = "DIR",
                description = "The directory of the sql transport; no configuration file is read.")
        private @Nullable Path directory;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "The server of the sql transport, as sql.url; no configuration file is read.")
        private @Nullable String url;
    }

    /** Whether anybody says where: the command line, a file, or a variable. */
    public boolean known(Map<String, String> environment) {
        return !sql().isEmpty()
                || file(environment) != null
                || environment.keySet().stream().anyMatch(name -> name.startsWith("QUINTET_"));
    }

    /** Whether the command line names a store of the sql transport. */
    public boolean namesStore() {
        return !sql().isEmpty();
    }

    /** What a service reads there, with settings that a command has for itself. */
    public Settings settings(Map<String, String> environment, Map<String, String> own) {
        if (named != null && named.url != null && !named.url.startsWith(SERVER)) {
            throw new CommandFailed("--url: no server of the sql transport (expected: " + SERVER
                    + "//host:port/database; other transports are named by --config)");
        }
        SettingsSource source = new SettingsSource();
        Map<String, String> settings = new HashMap<>(own);
        settings.putAll(sql());
        Path file = file(environment);
        if (file != null) {
            source.file(file);
        }
        return source.environment(beside(environment)).code(settings).settings();
    }

    /** A store is a directory or a server: the one that is named takes the place of the other. */
    private Map<String, String> beside(Map<String, String> environment) {
        Map<String, String> others = new HashMap<>(environment);
        if (named != null && named.directory != null) {
            others.remove("QUINTET_SQL_URL");
        }
        if (named != null && named.url != null) {
            others.remove("QUINTET_SQL_DIRECTORY");
        }
        return others;
    }

    private Map<String, String> sql() {
        if (named != null && named.directory != null) {
            return Map.of("sql.directory", named.directory.toString());
        }
        return named != null && named.url != null ? Map.of("sql.url", named.url) : Map.of();
    }

    private @Nullable Path file(Map<String, String> environment) {
        if (!sql().isEmpty()) {
            return null;
        }
        if (named != null && named.config != null) {
            return named.config;
        }
        String variable = environment.get("QUINTET_CONFIG");
        if (variable != null) {
            return Path.of(variable);
        }
        return Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : null;
    }
}
