package io.quintet.runtime;

import io.quintet.config.Settings;
import io.quintet.message.Channel;
import io.quintet.payload.PayloadSettings;
import io.quintet.signing.Keyring;
import io.quintet.signing.SignedMessages;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * The settings of an instance that belong to no transport, checked as a whole before anything is started.
 *
 * @param name the service's name
 * @param instance this instance's name
 * @param codec the name of the codec
 * @param drain how long closing waits for what is under way
 * @param shards of channels that come into being
 * @param credit the most deliveries of a channel and group that are with handlers at a time
 * @param batch the largest batch that a handler is given
 * @param attempts how often a message is handled before it goes to the dead letters
 * @param firstBackoff the shortest time before a message is handled again
 * @param mostBackoff the longest
 * @param handlerTimeout how long a handler may take
 * @param durableTimeout how long a durable request is of use
 * @param keyring the keys that sign, and that signatures are checked by
 * @param payloads what is done with large payloads
 */
record RuntimeSettings(
        String name,
        String instance,
        String codec,
        Duration drain,
        int shards,
        int credit,
        int batch,
        int attempts,
        Duration firstBackoff,
        Duration mostBackoff,
        Duration handlerTimeout,
        Duration durableTimeout,
        Keyring keyring,
        PayloadSettings payloads) {
    /** Those that stand outside of every section. */
    private static final List<String> GENERAL = List.of("name", "instance", "drain", "codec", "registry");

    private static final String SIGNING = "signing";

    private static final List<String> SECTIONS = List.of(
            "database",
            "discovery",
            "endpoints",
            "transports",
            "messages",
            SIGNING,
            "claims",
            "chattiness",
            "payload",
            Scopes.GENERAL,
            Scopes.CONTRACTS,
            Scopes.OPERATIONS,
            Scopes.TARGETS);

    /** Reads them all; {@code plugin} knows the names of transports, registries and claim stores, each of which may have a section. */
    static RuntimeSettings of(Settings settings, Predicate<String> plugin) {
        String name = shortName(
                settings,
                "name",
                settings.text("name").orElseThrow(() -> settings.wrong("name", "the service's name")),
                70);
        RuntimeSettings read = new RuntimeSettings(
                name,
                shortName(settings, "instance", settings.text("instance", name + "-" + new MessageIds().next()), 90),
                settings.text("codec", "json"),
                settings.duration("drain", Duration.ofSeconds(10)),
                settings.integer("messages.shards", 8, 1, 1024),
                settings.integer("messages.credit", 256, 1, 100_000),
                settings.integer("messages.batch", 100, 1, 10_000),
                settings.integer("messages.attempts", 10, 1, 1000),
                settings.duration("messages.first-backoff", Duration.ofMillis(50)),
                settings.duration("messages.most-backoff", Duration.ofSeconds(10)),
                settings.duration("messages.handler-timeout", Duration.ofMinutes(1)),
                settings.duration("messages.durable-timeout", Duration.ofDays(1)),
                Keyring.of(settings.section(SIGNING)),
                PayloadSettings.of(settings));
        settings.text("registry"); // read when the registry is made
        rejectUnknown(settings, plugin);
        return read;
    }

    /** How messages are signed and checked. */
    SignedMessages signatures() {
        return new SignedMessages(keyring);
    }

    /** A name that can be part of a channel's. */
    static String channelName(Settings settings, String setting, String value) {
        try {
            return new Channel(value, Channel.Kind.POINT_TO_POINT, 1).name();
        } catch (IllegalArgumentException e) {
            throw settings.wrong(setting, "1 to 200 letters, digits, dots, hyphens or underscores");
        }
    }

    /** Short enough that the name of the channel for replies, which holds both names, is a channel's name. */
    private static String shortName(Settings settings, String setting, String value, int most) {
        if (value.length() > most) {
            throw settings.wrong(setting, "at most " + most + " characters");
        }
        return channelName(settings, setting, value);
    }

    private static void rejectUnknown(Settings settings, Predicate<String> plugin) {
        for (String setting : settings.names()) {
            int dot = setting.indexOf('.');
            String head = dot < 0 ? setting : setting.substring(0, dot);
            if (head.equals(Scopes.OPERATIONS) && setting.endsWith(".transport")) {
                settings.text(setting); // read when the operation is first used
            }
            boolean known = dot < 0 ? GENERAL.contains(setting) : SECTIONS.contains(head) || plugin.test(head);
            if (!known) {
                throw settings.wrong(
                        setting,
                        "a known setting: " + String.join(", ", GENERAL) + ", or in a section: "
                                + String.join(", ", SECTIONS)
                                + " or the name of a transport, registry or claim store on the class path");
            }
        }
        settings.section("transports").rejectUnread();
        settings.section("messages").rejectUnread();
        settings.section(SIGNING).rejectUnread();
        settings.section("claims").rejectUnread();
        Scopes.mentioned(settings).forEach(scopes -> {
            ClientPolicies.read(scopes);
            ServerPolicies.read(scopes);
            Routing.readTarget(scopes);
            Budgets.read(scopes);
        });
        Scopes.ROOTS.forEach(root -> settings.section(root).rejectUnread());
    }
}
