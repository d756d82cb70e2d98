package io.quintet.resilience;

/** One of those that a call can go to. */
public interface Candidate {
    /** Whether there is no reason to avoid it. */
    boolean available();

    /** How many calls are under way to it from here. */
    int inFlight();

    /** Its share of calls in relation to the others', above zero. */
    int weight();

    /** What it is recognised by, the same in every process. */
    int hash();
}
