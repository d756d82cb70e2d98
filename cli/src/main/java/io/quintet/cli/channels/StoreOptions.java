package io.quintet.cli.channels;

import io.quintet.cli.CommandFailed;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.transport.sql.SqlChannels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the channels are: read from the configuration as a service does, unless the command line names the store itself. */
final class StoreOptions {
    private static final Path DEFAULT_FILE = Path.of("quintet.yaml");

    @ArgGroup
    private @Nullable Place place;

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

    SqlChannels open() {
        Settings sql = settings(System.getenv()).section("sql");
        Path file = Path.of(sql.text("directory", "quintet-data"), "messages.db");
        if (sql.text("url").isEmpty() && !Files.exists(file)) {
            throw new CommandFailed(
                    file.toAbsolutePath() + ": absent (expected: the directory that services name in sql.directory)");
        }
        return SqlChannels.open(sql);
    }

    private Settings settings(Map<String, String> environment) {
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
            }
        }
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
