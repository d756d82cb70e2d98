package io.quintet.benchmarks.calls;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One process of a candidate: {@code server|client <class of a CallTechnology> <port>}. It says {@code ready} on standard output; the
 * client then answers each {@link Load} with what it {@link Load.Measured came to}, line by line. Ends when its standard input does.
 */
public final class CallProcess {
    private CallProcess() {}

    /** Serves or calls; exits 1 when a call fails, for then the figures would mean nothing. */
    public static void main(String[] arguments) {
        PrintStream answers = System.out;
        System.setOut(System.err); // frameworks like to say things there
        try {
            CallTechnology technology = Class.forName(arguments[1])
                    .asSubclass(CallTechnology.class)
                    .getDeclaredConstructor()
                    .newInstance();
            int port = Integer.parseInt(arguments[2]);
            if (arguments[0].equals("server")) {
                serve(technology, port, answers);
            } else {
                call(technology, port, answers);
            }
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(CallTechnology technology, int port, PrintStream answers) throws Exception {
        try (AutoCloseable server = technology.serve(port)) {
            answers.println("ready");
            while (System.in.read() >= 0) {
                // nothing is ever asked, the pipe just ends
            }
        }
    }

    private static void call(CallTechnology technology, int port, PrintStream answers) throws Exception {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (CallTechnology.Caller caller = technology.caller(port)) {
            answers.println("ready");
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                answers.println(Load.of(line).put(caller).line());
            }
        }
    }
}
