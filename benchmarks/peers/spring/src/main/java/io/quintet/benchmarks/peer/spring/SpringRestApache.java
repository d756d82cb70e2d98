package io.quintet.benchmarks.peer.spring;

/** RestClient over Apache's HttpClient, which is what it prefers when that is there. */
public final class SpringRestApache extends SpringRest {
    /** Made by the process. */
    public SpringRestApache() {
        super("http-components");
    }
}
