package io.quintet.transport.memory;

import io.quintet.spi.Followers;
import io.quintet.spi.Instance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who serves what within one JVM, for the registries that read it. Safe for use by many threads. */
final class MemoryBook {
    private final Set<Instance> instances = new LinkedHashSet<>();
    private final List<Followers> readers = new ArrayList<>();

    synchronized void enter(Instance instance) {
        if (instances.add(instance)) {
            tell();
        }
    }

    synchronized void takeOut(Instance instance) {
        if (instances.remove(instance)) {
            tell();
        }
    }

    private void tell() {
        readers.forEach(reader -> reader.seen(instances));
    }

    synchronized void read(Followers reader) {
        readers.add(reader);
        reader.seen(instances);
    }

    synchronized void leave(Followers reader) {
        readers.remove(reader);
    }
}
