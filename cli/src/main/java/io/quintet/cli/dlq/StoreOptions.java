package io.quintet.cli.dlq;

import io.quintet.cli.CommandFailed;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the dead letters are: read from the configuration as a service does, unless the command line names the store itself. */
final class StoreOptions {
    private static final Path DEFAULT_FILE = Path.of("quintet.yaml");
    private static final String TRANSPORT = "transports.messages";

    @ArgGroup
    private @Nullable Place place;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "The transport that has given them up (that of transports.messages unless told, which is sql"
                    + " unless set).")
    private @Nullable String transport;

    /** One of these. */
    static final class Place {
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

    DeadLetterStore open() {
        Settings settings = settings(System.getenv());
        String name = transport != null ? transport : settings.text(TRANSPORT, "sql");
        return DeadLetterStore.open(name, settings);
    }

    Settings settings(Map<String, String> environment) {
        SettingsSource source = new SettingsSource();
        Map<String, String> named = new HashMap<>();
        if (place != null && place.directory != null) {
            named.put("sql.directory", place.directory.toString());
        } else if (place != null && place.url != null) {
            named.put("sql.url", place.url);
        } else {
            Path file = file(environment);
            if (file != null) {
                source.file(file);
            } else if (environment.keySet().stream().noneMatch(name -> name.startsWith("QUINTET_"))) {
                throw new CommandFailed("no store (expected: --directory, --url or --config, a QUINTET_ variable, or "
                        + DEFAULT_FILE + " in " + Path.of("").toAbsolutePath() + ")");
            }
        }
        // how long messages are kept is for services to say: this command must not remove what they still keep
        named.put("sql.retention", "36500d");
        return source.environment(environment).code(named).settings();
    }

    private @Nullable Path file(Map<String, String> environment) {
        if (place != null && place.config != null) {
            return place.config;
        }
        String variable = environment.get("QUINTET_CONFIG");
        if (variable != null) {
            return Path.of(variable);
        }
        return Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : null;
    }
}
