package io.quintet.benchmarks.messages;

import java.util.ServiceLoader;

/** The technologies of a class path, which has one such service: candidates whose libraries do not agree have one each. */
public interface Technologies {
    /** The technology of a name; the processes of a measurement know each other by it. */
    Technology named(String name);

    /** The technology of a leg. */
    static Technology of(Leg leg) {
        return ServiceLoader.load(Technologies.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("technologies: none on the class path"))
                .named(leg.technology());
    }
}
