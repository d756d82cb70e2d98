package io.quintet.benchmarks.peer.spring;

/** RestClient over the JDK's HttpClient, which is what it takes when nothing else is there. */
public final class SpringRestJdk extends SpringRest {
    /** Made by the process. */
    public SpringRestJdk() {
        super("jdk");
    }
}
