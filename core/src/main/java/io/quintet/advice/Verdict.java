package io.quintet.advice;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a transport fits.
 *
 * @param candidate the transport
 * @param lacks what it has not and core cannot make; it fits where there is nothing
 * @param caveats what is to be known where it fits
 */
public record Verdict(Candidate candidate, List<Lack> lacks, List<Caveat> caveats) {
    /** The three answers. */
    public enum Fit {
        /** All of it is kept. */
        FITS,
        /** All of it is kept, and something is to be known first. */
        WITH_CAVEATS,
        /** Something is not kept. */
        LACKS
    }

    /** Copies the lists. */
    public Verdict {
        lacks = List.copyOf(lacks);
        caveats = List.copyOf(caveats);
    }

    /** The answer. */
    public Fit fit() {
        if (!lacks.isEmpty()) {
            return Fit.LACKS;
        }
        return caveats.isEmpty() ? Fit.FITS : Fit.WITH_CAVEATS;
    }

    /** The reasons in words: what is lacking and expected, else what is to be known; empty where there is nothing to say. */
    public String text() {
        if (lacks.isEmpty()) {
            return caveats.stream().map(Caveat::text).collect(Collectors.joining("; "));
        }
        return "lacks "
                + lacks.stream().map(Lack::text).collect(Collectors.joining(", "))
                + " (expected: a transport that "
                + lacks.stream().map(lack -> lack.need().promise()).collect(Collectors.joining(" and ")) + ")";
    }
}
