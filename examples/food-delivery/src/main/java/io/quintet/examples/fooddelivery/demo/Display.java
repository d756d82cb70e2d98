package io.quintet.examples.fooddelivery.demo;

/** Where a run shows how it goes. */
interface Display extends AutoCloseable {
    /** A step of the start or of the end. */
    void step(String text);

    /** Something happened that is worth a line. */
    void event(String text);

    /** How things stand; called often. */
    void show(Snapshot snapshot);

    /** Leaves the terminal as it was; the second time does nothing. */
    @Override
    void close();
}
