package io.quintet.spi;

/** Makes a claim store; found through {@link java.util.ServiceLoader}. */
public interface ClaimStoreProvider {
    /** Its name in configuration, such as {@code file}. */
    String name();

    /**
     * Makes the store from the settings of its name.
     *
     * @throws io.quintet.ConfigurationException when a setting or the place cannot be used
     */
    ClaimStore create(ServiceContext context);
}
