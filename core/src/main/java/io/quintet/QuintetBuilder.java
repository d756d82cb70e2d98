package io.quintet;

import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.runtime.QuintetRuntime;
import io.quintet.spi.Observer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes an instance. Settings come from {@code quintet.yaml} (or the file that {@link #configuration} or the environment variable
 * {@code QUINTET_CONFIG} names), over it from {@code QUINTET_} environment variables, over both from {@link #set}.
 */
public final class QuintetBuilder {
    private static final Path DEFAULT_FILE = Path.of("quintet.yaml");

    private final Map<String, String> code = new LinkedHashMap<>();
    private @Nullable Path file;
    private Map<String, String> environment = System.getenv();
    private Clock clock = Clock.systemUTC();
    private @Nullable Observer observer;

    QuintetBuilder() {}

    /** The service's name, as the setting {@code name}. */
    public QuintetBuilder name(String name) {
        return set("name", name);
    }

    /** One setting, such as {@code transports.messages} and {@code memory}. */
    public QuintetBuilder set(String setting, String value) {
        code.put(setting, value);
        return this;
    }

    /** One transport for calls and messages alike, such as {@code memory}. */
    public QuintetBuilder transport(String name) {
        return set("transports.calls", name).set("transports.messages", name);
    }

    /** The configuration file; it must exist. */
    public QuintetBuilder configuration(Path path) {
        this.file = path;
        return this;
    }

    /** The environment variables to read instead of the process's own. */
    public QuintetBuilder environment(Map<String, String> variables) {
        this.environment = Map.copyOf(variables);
        return this;
    }

    /** The wall clock. */
    public QuintetBuilder clock(Clock wallClock) {
        this.clock = wallClock;
        return this;
    }

    /** Who watches the operations. */
    public QuintetBuilder observer(Observer watcher) {
        this.observer = watcher;
        return this;
    }

    /**
     * The instance; connects to nothing before it is asked to call, serve or subscribe.
     *
     * @throws ConfigurationException when the file is missing or malformed, or a setting is unknown or wrong
     */
    public Quintet build() {
        return new QuintetRuntime(settings(), clock, observer);
    }

    private Settings settings() {
        SettingsSource source = new SettingsSource();
        String variable = environment.get("QUINTET_CONFIG");
        Path chosen = file != null ? file : variable != null ? Path.of(variable) : DEFAULT_FILE;
        boolean configured = code.keySet().stream().anyMatch(setting -> !setting.equals("name"))
                || environment.keySet().stream().anyMatch(other -> other.startsWith("QUINTET_"));
        if (file != null || variable != null || !configured || Files.exists(chosen)) {
            source.file(chosen);
        }
        return source.environment(environment).code(code).settings();
    }
}
