package io.quintet.tck;

import io.quintet.config.SettingsSource;
import io.quintet.spi.ClaimId;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.ClaimStoreProvider;
import io.quintet.spi.ServiceContext;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;

/** The other process: {@code <store> <setting>=<value> …}; stores payloads and removes old ones, and ends with its parent. */
final class ClaimPeerMain {
    static final int COUNT = 100;

    private ClaimPeerMain() {}

    /** Runs until standard input ends. */
    public static void main(String[] args) throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(args).subList(1, args.length)) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        ClaimStore store = open(args[0], settings);
        say("open");
        Thread.ofPlatform().daemon().name("tck-peer-command").start(() -> run(store));
        while (System.in.read() >= 0) {
            // the parent says nothing; when it is gone, so are we
        }
        Runtime.getRuntime().halt(0);
    }

    static ClaimStore open(String name, Map<String, String> settings) {
        ClaimStoreProvider provider = ServiceLoader.load(ClaimStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no claim store " + name + " on the class path"));
        return provider.create(new ServiceContext(
                "tck",
                "tck-" + ProcessHandle.current().pid(),
                new SettingsSource().code(settings).settings(),
                Clock.systemUTC(),
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory())));
    }

    private static void run(ClaimStore store) {
        try {
            SecureRandom random = new SecureRandom();
            Instant now = Instant.now();
            for (int i = 0; i < COUNT; i++) {
                ClaimId id = ClaimId.of(now, random);
                store.put(id, payload(id));
                say("put " + id);
                store.expire(ClaimId.first(now.minus(Duration.ofDays(7))), 3);
            }
        } catch (RuntimeException | Error e) {
            say("failed " + e);
            throw e;
        }
    }

    /** What both processes store under an id. */
    static byte[] payload(ClaimId id) {
        byte[] text = id.text().getBytes(StandardCharsets.US_ASCII);
        byte[] payload = new byte[16 * 1024];
        for (int i = 0; i < payload.length; i += text.length) {
            System.arraycopy(text, 0, payload, i, Math.min(text.length, payload.length - i));
        }
        return payload;
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
