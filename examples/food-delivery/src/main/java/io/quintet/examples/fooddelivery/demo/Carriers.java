package io.quintet.examples.fooddelivery.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What carries calls and messages between the services of a run.
 *
 * @param calls the transport that carries calls
 * @param messages the transport that carries messages
 * @param settings those of the section of that transport which are not the default ones
 */
record Carriers(String calls, String messages, Map<String, String> settings) {
    /** Whether there and back takes longer than contracts think. */
    boolean slow() {
        return messages.equals("sqs");
    }

    /** The sections of a configuration: that of the messages, and that of the registry, which is in {@code files} where they are not on a server. */
    Map<String, Map<String, String>> sections(Path files) {
        Map<String, Map<String, String>> sections = new TreeMap<>();
        sections.put("sql", Map.of("directory", files.toString()));
        if (!settings.isEmpty()) {
            sections.put(messages, settings);
        }
        return sections;
    }

    /** Files of the run directory carry messages. */
    static Carriers files(String calls) {
        return new Carriers(calls, "sql", Map.of());
    }

    /** Services send each other messages; the outbox keeps them until they are handled. */
    static Carriers zeromq(String calls) {
        return new Carriers(calls, "zeromq", Map.of("confirm", "handled", "heartbeat", "500ms", "liveness", "3s"));
    }

    /** A broker carries messages. */
    static Carriers broker(String calls, String transport, String url, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put("url", url);
        return new Carriers(calls, transport, settings);
    }
}
