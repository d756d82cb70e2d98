package io.quintet.tck;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.tck.contract.TckWho;

/** An instance that says who it is, in a process of its own: {@code <setting>=<value> …}; ends with its parent. */
public final class WhoMain {
    private WhoMain() {}

    /** Runs until standard input ends. */
    public static void main(String[] args) throws Exception {
        QuintetBuilder builder = Quintet.builder();
        for (String setting : args) {
            int equals = setting.indexOf('=');
            builder.set(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Quintet quintet = builder.build();
        quintet.serve(TckWho.class, new WhoService(quintet.instance()));
        System.out.println("serving");
        while (System.in.read() >= 0) {
            // the parent says nothing; when it is gone, so are we
        }
        Runtime.getRuntime().halt(0);
    }
}
