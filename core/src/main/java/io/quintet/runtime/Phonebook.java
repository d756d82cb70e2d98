package io.quintet.runtime;

import io.quintet.spi.Instance;
import java.util.List;

/** Those that serve a contract, as last known. */
@FunctionalInterface
interface Phonebook {
    /** Never waits. */
    List<Instance> instances(String contract);
}
