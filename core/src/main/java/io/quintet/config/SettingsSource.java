package io.quintet.config;

import io.quintet.ConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Puts settings together: the file, over it the environment ({@code QUINTET_HTTP_MAX_BODY} sets {@code http.max-body} where the
 * file or code names that setting, else {@code http.max.body};
 * two underscores stand for a hyphen), over both what code sets.
 */
public final class SettingsSource {
    private static final int MAX_FILE_BYTES = 1024 * 1024;

    private final Map<String, Setting> values = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> fromCode = new HashMap<>();

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
        } catch (MarkedYamlEngineException e) {
            throw new ConfigurationException(
                    file + ": not a YAML document" + problem(e)); // its own text quotes the file
        } catch (YamlEngineException e) {
            throw new ConfigurationException(file + ": not a YAML document: " + e.getMessage());
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

    /** Where and what, without the lines around it: they may hold a secret. */
    private static String problem(MarkedYamlEngineException e) {
        return e.getProblemMark()
                        .map(mark -> ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                        .orElse("")
                + ": " + e.getProblem();
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
    public SettingsSource environment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    private void addEnvironment() {
        Map<String, String> known = new HashMap<>();
        values.keySet().forEach(name -> known.put(variable(name), name));
        fromCode.keySet().forEach(name -> known.put(variable(name), name));
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
    }

    private static String variable(String name) {
        return "QUINTET_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Adds what code sets. */
    public SettingsSource code(Map<String, String> settings) {
        fromCode.putAll(settings);
        return this;
    }

    /** The settings. */
    public Settings settings() {
        addEnvironment();
        fromCode.forEach((name, value) -> values.put(name, new Setting(value, "code")));
        return Settings.of(values);
    }

    private static String describe(@Nullable Object document) {
        return document instanceof List<?> ? "a list" : "a single value";
    }
}
