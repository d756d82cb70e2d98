package io.quintet.claim.file;

import io.quintet.ConfigurationException;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.ClaimStoreProvider;
import io.quintet.spi.Directories;
import io.quintet.spi.ServiceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The claim store {@code file}: a directory that all processes share, of one machine, or of several over a file system that is theirs
 * together and has atomic renames.
 *
 * <p>Its one setting is {@code directory}.
 */
public final class FileClaimStoreProvider implements ClaimStoreProvider {
    static final String NAME = "file";

    /** For {@link java.util.ServiceLoader}. */
    public FileClaimStoreProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ClaimStore create(ServiceContext context) {
        Path directory = Path.of(context.settings().text("directory", "quintet-claims"));
        try {
            Directories.create(directory);
        } catch (IOException e) {
            throw unusable(directory, "cannot be made: " + e, e);
        }
        if (!Files.isWritable(directory)) {
            throw unusable(directory, "is read-only", null);
        }
        return new FileClaimStore(directory);
    }

    private static ConfigurationException unusable(Path directory, String why, @Nullable IOException cause) {
        String message =
                NAME + ".directory: " + directory + " " + why + " (expected: a directory that this process may write)";
        return cause == null ? new ConfigurationException(message) : new ConfigurationException(message, cause);
    }
}
