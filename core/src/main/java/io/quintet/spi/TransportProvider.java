package io.quintet.spi;

import io.quintet.config.Settings;
import java.util.List;

/** Makes a transport; found through {@link java.util.ServiceLoader}. */
public interface TransportProvider {
    /** Its name in configuration, such as {@code sql}. */
    String name();

    /** What its transports promise unless settings change it; read before any is made, so that a refusal can name those that would do. */
    Guarantees guarantees();

    /** What a transport with these settings, the section of its name, promises. */
    default Guarantees guarantees(Settings settings) {
        return guarantees();
    }

    /**
     * The ways to run it that promise different things, that without settings first.
     *
     * <p>None for what only stands before another transport, as in tests of failures: nobody is advised to take it.
     */
    default List<Variant> variants() {
        return List.of(new Variant("", guarantees()));
    }

    /**
     * Makes the transport from the settings of its name.
     *
     * @throws io.quintet.ConfigurationException when a setting, a file or a port cannot be used
     */
    Transport create(ServiceContext context);
}
