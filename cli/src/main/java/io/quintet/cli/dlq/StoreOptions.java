package io.quintet.cli.dlq;

import io.quintet.cli.CommandFailed;
import io.quintet.cli.StorePlace;
import io.quintet.config.Settings;
import io.quintet.spi.TransportProvider;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the dead letters are, and which transport has given them up. */
final class StoreOptions {
    private static final String TRANSPORT = "transports.messages";

    @Mixin
    private final StorePlace place = new StorePlace();

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "The transport that has given them up (that of transports.messages unless told, which is sql"
                    + " unless set).")
    private @Nullable String transport;

    DeadLetterStore open() {
        Settings settings = settings(System.getenv());
        String name = transport != null ? transport : place.namesStore() ? "sql" : settings.text(TRANSPORT, "sql");
        TransportProvider provider = DeadLetterStore.provider(name);
        if (place.namesStore() && !name.equals("sql")) {
            throw new CommandFailed("--directory or --url: given (expected: with the transport sql; where that of "
                    + name + " is, --config says, or a QUINTET_ variable)");
        }
        return DeadLetterStore.open(provider, settings);
    }

    Settings settings(Map<String, String> environment) {
        if (!place.known(environment)) {
            throw new CommandFailed("no store (expected: --directory, --url or --config, a QUINTET_ variable, or "
                    + StorePlace.DEFAULT_FILE + " in " + Path.of("").toAbsolutePath() + ")");
        }
        // how long messages are kept is for services to say: this command must not remove what they still keep
        return place.settings(environment, Map.of("sql.retention", "36500d"));
    }
}
