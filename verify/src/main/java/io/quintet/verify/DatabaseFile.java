package io.quintet.verify;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** How a process is told which databases to use: a file; passwords go through the environment. */
final class DatabaseFile {
    static final String PASSWORD_VARIABLE = "VERIFY_PASSWORD";

    private DatabaseFile() {}

    static void write(Path file, Database database) {
        Properties properties = new Properties();
        set(properties, database);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    private static void set(Properties properties, Database database) {
        switch (database) {
            case SqliteStore store ->
                properties.setProperty("directory", store.directory().toString());
            case PostgresDatabases.Store store -> {
                properties.setProperty("url", store.url());
                properties.setProperty("user", store.user());
                properties.setProperty("name", store.name());
            }
            case ZeroMqStore store -> {
                set(properties, store.files());
                properties.setProperty("zeromq", store.handled() ? "handled" : "received");
            }
            case BrokerStore store -> {
                set(properties, store.files());
                properties.setProperty("broker", store.broker().name());
                properties.setProperty("address", store.address());
                properties.setProperty("prefix", store.prefix());
            }
        }
    }

    static Database read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
        String directory = properties.getProperty("directory");
        if (directory != null) {
            SqliteStore files = new SqliteStore(Path.of(directory));
            String receipts = properties.getProperty("zeromq");
            if (receipts != null) {
                return new ZeroMqStore(files, receipts.equals("handled"));
            }
            String broker = properties.getProperty("broker");
            return broker == null
                    ? files
                    : new BrokerStore(
                            files,
                            Broker.valueOf(broker),
                            properties.getProperty("address"),
                            properties.getProperty("prefix"));
        }
        return new PostgresDatabases.Store(
                properties.getProperty("url"),
                properties.getProperty("user"),
                System.getenv().getOrDefault(PASSWORD_VARIABLE, ""),
                properties.getProperty("name"));
    }
}
