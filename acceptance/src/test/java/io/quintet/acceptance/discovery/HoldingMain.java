package io.quintet.acceptance.discovery;

import io.quintet.Quintet;
import io.quintet.tck.contract.TckWho;
import io.quintet.tck.contract.TckWho.Answer;
import io.quintet.tck.contract.TckWho.Question;
import java.util.concurrent.CountDownLatch;

/** An instance in a process of its own at the port that is its argument: it takes calls and answers none; ends with its parent. */
final class HoldingMain {
    private HoldingMain() {}

    /** Takes calls, and says so. */
    public record Holding(CountDownLatch never) {
        /** Does not answer. */
        public Answer once(Question question) throws InterruptedException {
            return hold(question);
        }

        /** Does not answer. */
        public Answer again(Question question) throws InterruptedException {
            return hold(question);
        }

        private Answer hold(Question question) throws InterruptedException {
            System.out.println("holding");
            never.await();
            return new Answer("nobody", question.number());
        }
    }

    /** Runs until standard input ends. */
    public static void main(String[] args) throws Exception {
        Quintet quintet = Serving.configured("who")
                .set("registry", "platform")
                .set("http.port", args[0])
                .build();
        quintet.serve(TckWho.class, new Holding(new CountDownLatch(1)));
        System.out.println("serving");
        while (System.in.read() >= 0) {
            // the parent says nothing; when it is gone, so are we
        }
        Runtime.getRuntime().halt(0);
    }
}
