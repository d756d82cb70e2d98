package io.quintet.spi;

/** Makes a registry; found through {@link java.util.ServiceLoader}. */
public interface RegistryProvider {
    /** Its name in configuration, such as {@code sql}. */
    String name();

    /** Makes the registry from the settings of its name. */
    Registry create(ServiceContext context);
}
