package io.quintet.transport.sql;

import io.quintet.config.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** Where a PostgreSQL server is, and as whom to log in. Keeps the password out of every text. */
final class PostgresAddress {
    static final String PREFIX = "jdbc:postgresql:";

    private static final int CONNECT_SECONDS = 5;
    private static final Pattern LOGIN = Pattern.compile("//.*@");

    private final String url;
    private final String user;
    private final String password;

    private PostgresAddress(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** From the settings {@code url}, {@code user} and {@code password}; none where there is no URL. */
    static Optional<PostgresAddress> of(Settings settings) {
        String user = settings.text("user", "");
        String password = settings.text("password", "");
        Optional<String> url = settings.text("url");
        if (url.isPresent() && (!url.get().startsWith(PREFIX) || url.get().length() == PREFIX.length())) {
            throw settings.wrong("url", "jdbc:postgresql://host:port/database");
        }
        return url.map(text -> new PostgresAddress(text, user, password));
    }

    String url() {
        return url;
    }

    /**
     * What the driver is told beside the URL, whose own parameters count more.
     *
     * @param silence how long a statement may take before the connection counts as lost
     */
    Properties properties(Duration silence) {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "quintet");
        // a server or a network that swallows packets must not hold a thread for long
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(2 * CONNECT_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(silence.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        // payloads come as they are, and not as text of twice the size, from the first execution on
        properties.setProperty("prepareThreshold", "1");
        return properties;
    }

    /** The URL without parameters and login, which may hold secrets. */
    @Override
    public String toString() {
        String plain = LOGIN.matcher(url).replaceFirst("//"); // first: a password may hold a question mark
        int parameters = plain.indexOf('?');
        return parameters < 0 ? plain : plain.substring(0, parameters);
    }
}
