package io.quintet.tck.contract;

import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.RequestResponse;
import java.util.stream.Stream;

/** The contract with streams. */
@Contract("tck-belt")
public interface TckBelt {
    /** A stream of responses. */
    @RequestResponse(timeout = "20s")
    Stream<Plate> serve(Plate request) throws Broken;

    /** A stream of responses with little time. */
    @RequestResponse(timeout = "400ms")
    Stream<Plate> hurry(Plate request);

    /** A stream of requests. */
    @RequestResponse(timeout = "20s")
    Plate stack(Stream<Plate> plates);

    /** Both. */
    @RequestResponse(timeout = "20s")
    Stream<Plate> pass(Stream<Plate> plates);

    /** What is on the belt. */
    record Plate(String dish, int number) {}

    /** The contract's own exception. */
    final class Broken extends DomainException {
        private static final long serialVersionUID = 1L;

        /** After which plate. */
        public record Detail(int after) {}

        /** With the plate after which it broke. */
        public Broken(Detail detail) {
            super(Code.FAILED_PRECONDITION, "the belt broke after plate " + detail.after(), detail);
        }
    }
}
