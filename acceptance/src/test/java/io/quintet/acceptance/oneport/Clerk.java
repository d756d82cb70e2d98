package io.quintet.acceptance.oneport;

import io.quintet.acceptance.oneport.Desk.Greeting;
import io.quintet.acceptance.oneport.Desk.Visitor;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Serves at the desk; a visitor called slow waits until the gate is open. */
public final class Clerk implements Desk {
    final CountDownLatch waiting = new CountDownLatch(2);
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public Greeting visit(Visitor visitor) {
        return said("REST", visitor);
    }

    @Override
    public Greeting greet(Visitor visitor) {
        return said("gRPC", visitor);
    }

    @Override
    public Stream<Greeting> cheer(Visitor visitor) {
        return Stream.of("hip", "hooray").map(word -> said(word, visitor));
    }

    private Greeting said(String how, Visitor visitor) {
        if (visitor.name().equals("slow")) {
            waiting.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("not served to the end", e);
            }
        }
        return new Greeting(how + " " + visitor.name());
    }
}
