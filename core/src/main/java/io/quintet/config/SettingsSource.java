package io.quintet.config;

import io.quintet.ConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Puts settings together: the file, over it the environment ({@code QUINTET_HTTP_MAX_BODY} sets {@code http.max-body} where the
 * file or code names that setting, else {@code http.max.body}), over both what code sets.
 */
public final class SettingsSource {
    private static final int MAX_FILE_BYTES = 1024 * 1024;

    private final Map<String, Setting> values = new HashMap<>();

    /** Adds the settings of a YAML file. */
    public SettingsSource file(Path file) {
        String text;
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConfigurationException(
                        file.toAbsolutePath() + ": not found (expected: a YAML file with the service's"
                                + " settings, or settings given in code with Quintet.builder().set(...))");
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ConfigurationException(file + ": " + Files.size(file) + " bytes (expected: at most 1 MiB)");
            }
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + ": not UTF-8 text (expected: a YAML file)", e);
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + e, e);
        }
        Object document;
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setMaxAliasesForCollections(10)
                    .setAllowDuplicateKeys(false)
                    .build();
            document = new Load(settings).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new ConfigurationException(file + ": not a YAML document: " + e.getMessage(), e);
        }
        if (document == null) {
            return this;
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw new ConfigurationException(file + ": " + describe(document)
                    + " (expected: a map of settings, such as \"name: order-service\")");
        }
        flatten("", map, file.toString());
        return this;
    }

    private void flatten(String prefix, Map<?, ?> map, String origin) {
        map.forEach((key, value) -> {
            String name = prefix + key;
            if (value instanceof Map<?, ?> section) {
                flatten(name + ".", section, origin);
            } else if (value instanceof List<?>) {
                throw new ConfigurationException(origin + ": " + name + ": a list (expected: a value or a section)");
            } else if (value != null) {
                values.put(name, new Setting(String.valueOf(value), origin));
            }
        });
    }

    /** Adds the variables that start with {@code QUINTET_}. */
    public SettingsSource environment(Map<String, String> environment) {
        Map<String, String> known = new HashMap<>();
        values.keySet().forEach(name -> known.put(variable(name), name));
        environment.forEach((variable, value) -> {
            if (variable.startsWith("QUINTET_") && !variable.equals("QUINTET_CONFIG")) {
                String name = known.getOrDefault(
                        variable,
                        variable.substring("QUINTET_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace("__", "-")
                                .replace('_', '.'));
                values.put(name, new Setting(value, "environment variable " + variable));
            }
        });
        return this;
    }

    private static String variable(String name) {
        return "QUINTET_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Adds what code sets. */
    public SettingsSource code(Map<String, String> settings) {
        new LinkedHashMap<>(settings).forEach((name, value) -> values.put(name, new Setting(value, "code")));
        return this;
    }

    /** The settings. */
    public Settings settings() {
        return Settings.of(values);
    }

    private static String describe(@Nullable Object document) {
        return document instanceof List<?> ? "a list" : "\"" + document + "\"";
    }
}
