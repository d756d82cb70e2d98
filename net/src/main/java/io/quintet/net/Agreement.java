package io.quintet.net;

import io.quintet.ConfigurationException;
import io.quintet.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What services that share a port have to agree on: all that is decided before it is known whose request it is. */
final class Agreement {
    private static final List<Point> POINTS = List.of(
            point("host", ListenerSettings::host),
            point("max-headers", settings -> shown(settings.maxHeaders())),
            point("max-uri", settings -> shown(settings.maxUri())),
            point("max-streams", settings -> shown(settings.maxStreams())),
            point("max-accepted", settings -> shown(settings.maxAccepted())),
            point("head-timeout", settings -> shown(settings.headTimeout())),
            point("idle-timeout", settings -> shown(settings.idleTimeout())),
            point("max-age", settings -> shown(settings.maxAge())),
            tls("certificate", tls -> shown(tls.certificate())),
            tls("key", tls -> shown(tls.key())),
            tls("client-auth", tls -> tls.clientAuth().name().toLowerCase(Locale.ROOT)),
            tls("trust", tls -> shown(tls.clientAuth() == ClientAuthentication.NONE ? null : tls.trust())));

    private Agreement() {}

    /** One setting, in its section. */
    private record Point(
            String name, Function<ListenerSettings, Settings> section, Function<ListenerSettings, String> value) {}

    private static Point point(String name, Function<ListenerSettings, String> value) {
        return new Point(name, ListenerSettings::section, value);
    }

    private static Point tls(String name, Function<TlsSettings, String> value) {
        return new Point(name, settings -> settings.tls().section(), settings -> value.apply(settings.tls()));
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "not set" : value.toString();
    }

    /** Refuses one that would share a port whose settings its own contradict. */
    static void require(ListenerSettings open, ListenerSettings joining) {
        for (Point point : POINTS) {
            if (!point.value().apply(open).equals(point.value().apply(joining))) {
                // the complaint is about a setting that is there, whoever came first
                boolean set = point.section().apply(joining).text(point.name()).isPresent();
                throw set ? contradiction(point, joining, open) : contradiction(point, open, joining);
            }
        }
    }

    private static ConfigurationException contradiction(Point point, ListenerSettings one, ListenerSettings other) {
        String expected = point.value().apply(other) + ", as "
                + point.section().apply(other).decides(point.name()) + " is, for both are served at one port; or a port"
                + " for each, by " + one.section().name("port") + " and "
                + other.section().name("port");
        return point.section().apply(one).wrong(point.name(), expected);
    }
}
