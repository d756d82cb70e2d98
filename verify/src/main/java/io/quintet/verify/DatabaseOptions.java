package io.quintet.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a run is on. */
final class DatabaseOptions {
    private static final Pattern LOGIN = Pattern.compile("//([^:/?@]*):[^?]*@");
    private static final Pattern SECRET =
            Pattern.compile("([?&][^=&]*(?:password|secret|token)[^=&]*=)[^&]*", Pattern.CASE_INSENSITIVE);

    /** The products. */
    enum Product {
        SQLITE,
        POSTGRES
    }

    @Option(
            names = "--db",
            paramLabel = "PRODUCT",
            defaultValue = "sqlite",
            description = "sqlite or postgres (${DEFAULT-VALUE}).")
    private Product product = Product.SQLITE;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The PostgreSQL to use, jdbc:postgresql://host/database, or the Kafka, host:port, or RabbitMQ,"
                            + " amqp://user:password@host:port, or SQS, http://key:secret@host:port, that --transport"
                            + " says; a private one is started unless told.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", description = "Who to connect as, with --url.")
    private @Nullable String user;

    @Option(names = "--password", paramLabel = "WORD", description = "The password, with --url.")
    private @Nullable String password;

    Product product() {
        return product;
    }

    String password() {
        return password == null ? "" : password;
    }

    /** What is wrong with the options; null for nothing. */
    @Nullable
    String complaint(String transport) {
        if (!transport.equals("sql")) {
            if (product != Product.SQLITE || user != null || password != null) {
                return "--db, --user, --password: given (expected: not with --transport " + transport + ")";
            }
            return url != null && transport.equals("zeromq")
                    ? "--url: given (expected: not with --transport zeromq, which has no server)"
                    : null;
        }
        if (product == Product.SQLITE && (url != null || user != null || password != null)) {
            return "--url, --user, --password: given (expected: with --db postgres only)";
        }
        String given = url;
        if (given == null && (user != null || password != null)) {
            return "--user, --password: given (expected: with --url only)";
        }
        if (given != null && !given.startsWith("jdbc:postgresql:")) {
            return "--url: \"" + withoutSecrets(given) + "\" (expected: jdbc:postgresql://host/database)";
        }
        return null;
    }

    Databases open(RunDirectory directory, String transport) {
        Broker broker = Broker.over(transport);
        if (broker != null) {
            return BrokerDatabases.open(broker, url, directory.path());
        }
        if (transport.equals("zeromq")) {
            return new ZeroMqDatabases(new SqliteDatabases(directory.path()));
        }
        return product == Product.SQLITE
                ? new SqliteDatabases(directory.path())
                : PostgresDatabases.open(url, user, password, directory.path());
    }

    /** Findings are printed, and stand in logs of builds. */
    private static String withoutSecrets(String url) {
        return SECRET.matcher(LOGIN.matcher(url).replaceFirst("//$1:***@")).replaceAll("$1***");
    }

    /** As they stand on the command line, without passwords. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("--db", product.name().toLowerCase(java.util.Locale.ROOT)));
        if (url != null) {
            words.addAll(List.of("--url", withoutSecrets(url)));
        }
        if (user != null) {
            words.addAll(List.of("--user", user));
        }
        return words;
    }
}
