package io.quintet.signing;

import io.quintet.QuintetException;
import io.quintet.config.Settings;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a service signs with and checks signatures by. Safe for use by many threads.
 *
 * <p>A key's algorithm and the services it speaks for stand in the settings, never in what is received. Several keys are good at a time, so that
 * one can follow another: first all who check get to know the new one, then those who sign change over, and once nothing signed by the old one is
 * on its way any more, it is removed.
 */
public final class Keyring {
    /** Signs nothing and checks nothing. */
    public static final Keyring NONE = new Keyring(Map.of(), null, Check.NONE, Duration.ofMinutes(5));

    /** What is asked of what comes in. */
    private enum Check {
        /** Only what is signed is taken. */
        REQUIRED,
        /** What is signed must be signed well; for the time in which not everybody signs yet. */
        OFFERED,
        /** All is taken. */
        NONE
    }

    /** {@code sources} are the services that the key may speak for; empty for all. */
    private record Held(Key key, Set<String> sources) {}

    private final Map<String, Held> keys;
    private final @Nullable String signer;
    private final Check check;
    private final Duration maxAge;

    private Keyring(Map<String, Held> keys, @Nullable String signer, Check check, Duration maxAge) {
        this.keys = keys;
        this.signer = signer;
        this.check = check;
        this.maxAge = maxAge;
    }

    /**
     * Reads {@code key}, {@code check}, {@code max-age} and {@code keys.<id>} from a section; without any of them, {@link #NONE}.
     *
     * @throws io.quintet.ConfigurationException when a key cannot be read, or {@code key} is none that signs
     */
    public static Keyring of(Settings section) {
        Map<String, Held> keys = new TreeMap<>();
        for (String id : ids(section)) {
            if (!id.chars().allMatch(c -> c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c)))) {
                throw section.wrong("keys." + id, "an id of letters, digits, hyphens and underscores");
            }
            Settings own = section.section("keys." + id);
            keys.put(id, new Held(new KeyReader(own).read(), sources(own.text("sources", ""))));
        }
        String signer = section.text("key").orElse(null);
        Check check = section.choice("check", keys.isEmpty() ? Check.NONE : Check.REQUIRED);
        if (signer != null && !signing(keys).contains(signer)) {
            throw section.wrong("key", "the id of one of " + signing(keys) + ", the keys that can sign");
        }
        if (check != Check.NONE && keys.isEmpty()) {
            throw section.wrong("check", "none, unless there is a key to check by");
        }
        Duration maxAge = section.duration("max-age", NONE.maxAge);
        return keys.isEmpty() ? NONE : new Keyring(Map.copyOf(keys), signer, check, maxAge);
    }

    private static Set<String> ids(Settings section) {
        Set<String> ids = new TreeSet<>();
        for (String name : section.section("keys").names()) {
            int dot = name.indexOf('.');
            if (dot > 0) { // else it is an unknown setting, which is told of by whoever reads the section
                ids.add(name.substring(0, dot));
            }
        }
        return ids;
    }

    private static Set<String> sources(String text) {
        Set<String> sources = new TreeSet<>();
        for (String source : text.split(",", -1)) {
            if (!source.isBlank()) {
                sources.add(source.strip());
            }
        }
        return Set.copyOf(sources);
    }

    private static List<String> signing(Map<String, Held> keys) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().key.signs())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether what is sent is to be signed. */
    public boolean signs() {
        return signer != null;
    }

    /** Whether what is received is to be checked. */
    public boolean checks() {
        return check != Check.NONE;
    }

    /** Whether only what is signed is taken. */
    public boolean requires() {
        return check == Check.REQUIRED;
    }

    /** How old the signature of a call may be; messages may wait for as long as they must. */
    public Duration maxAge() {
        return maxAge;
    }

    /** Signs the parts, one after the other; call it where {@link #signs()}. */
    public SignedBy sign(byte[]... parts) {
        try {
            return new SignedBy(keyId(), held(keyId()).key.sign(parts));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("key " + signer + " does not sign", e);
        }
    }

    /** The id of the key that signs; call it where {@link #signs()}. */
    public String keyId() {
        if (signer == null) {
            throw new IllegalStateException("signing.key: not set (expected: set where something is signed)");
        }
        return signer;
    }

    /** The algorithm of the key that signs, as RFC 9421 names it; call it where {@link #signs()}. */
    public String algorithm() {
        return held(keyId()).key.algorithm();
    }

    private Held held(String id) {
        Held held = keys.get(id);
        if (held == null) {
            throw QuintetException.notAuthentic(
                    "signed with key \"" + shown(id) + "\" (expected: one of " + new TreeSet<>(keys.keySet())
                            + "; a new key must be known here before anybody signs with it)",
                    true);
        }
        return held;
    }

    /**
     * Checks what was received, as far as it is to be checked.
     *
     * @param what what it is, for complaints
     * @param source the service that it says it comes from
     * @param signature null where it has none
     * @param parts what must have been signed, one after the other
     * @throws QuintetException UNAUTHENTICATED, failure mode ARBITRARY: there is no signature, its key is not known or not that service's, or
     *     it is not the signature of these bytes; safe to retry where the key may become known
     */
    public void check(String what, @Nullable String source, @Nullable SignedBy signature, byte[]... parts) {
        if (check == Check.NONE) {
            return;
        }
        if (signature == null) {
            if (check == Check.OFFERED) {
                return;
            }
            throw QuintetException.notAuthentic(
                    what + ": not signed (expected: signed by one of " + new TreeSet<>(keys.keySet()) + ")", false);
        }
        Held held = held(signature.keyId());
        if (!held.sources.isEmpty() && (source == null || !held.sources.contains(source))) {
            throw QuintetException.notAuthentic(
                    what + ": key " + signature.keyId() + " signed in the name of " + source + " (expected: one of "
                            + new TreeSet<>(held.sources) + ", the services it speaks for)",
                    false);
        }
        if (!verifies(held.key, signature.bytes(), parts)) {
            throw QuintetException.notAuthentic(
                    what + ": changed on its way, or signed by somebody who does not have key " + signature.keyId(),
                    false);
        }
    }

    private static boolean verifies(Key key, byte[] signature, byte[]... parts) {
        try {
            return key.verifies(signature, parts);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(key.algorithm() + " does not work here", e);
        }
    }

    private static String shown(String id) {
        return id.length() <= 100 ? id : id.substring(0, 100) + "...";
    }

    /** Shows the ids only. */
    @Override
    public String toString() {
        return "Keyring" + new TreeSet<>(keys.keySet());
    }
}
