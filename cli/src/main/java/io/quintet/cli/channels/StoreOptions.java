package io.quintet.cli.channels;

import io.quintet.cli.CommandFailed;
import io.quintet.cli.StorePlace;
import io.quintet.config.Settings;
import io.quintet.transport.sql.SqlChannels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Where the channels are. */
final class StoreOptions {
    @Mixin
    private final StorePlace place = new StorePlace();

    SqlChannels open() {
        Settings sql = place.settings(System.getenv(), Map.of()).section("sql");
        Path file = Path.of(sql.text("directory", "quintet-data"), "messages.db");
        if (sql.text("url").isEmpty() && !Files.exists(file)) {
            throw new CommandFailed(file.toAbsolutePath()
                    + ": absent (expected: the directory that services name in sql.directory; --directory, --url or"
                    + " --config says where)");
        }
        return SqlChannels.open(sql);
    }
}
