package io.quintet.faults.history;

/** What a history can be guilty of. */
public enum Verdict {
    /** It was acknowledged, and no group has its effect. */
    LOST("acknowledged, without effect"),
    /** Some groups have its effect, others not. */
    INCOMPLETE("effect in some groups only"),
    /** An effect of what nobody did. */
    PHANTOM("an effect of nothing that was done"),
    /** An effect of what had failed, as of a transaction that was rolled back. */
    FAILED_YET_DELIVERED("failed, and yet with effect"),
    /** More than one effect committed in a group with an inbox. */
    DUPLICATE("effect committed more than once"),
    /** A later operation of a key took effect before an earlier one. */
    ORDER("out of order within its key"),
    /** An instance committed after the shard's next owner had. */
    STALE_OWNER("committed by an owner of the past"),
    /** An answer to another request, or of a run that was not committed. */
    WRONG_REPLY("the reply belongs to something else"),
    /** More than one answer. */
    SECOND_REPLY("answered more than once"),
    /** Something is still under way when all should be done. */
    NOT_DRAINED("still under way at the end"),
    /** A process or one of its threads ended, and nobody had ended it. */
    ENDED("ended by itself");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** In words. */
    public String words() {
        return words;
    }
}
