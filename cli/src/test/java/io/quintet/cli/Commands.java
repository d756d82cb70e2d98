package io.quintet.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs commands as the command line does, without colours, and keeps what they print. */
public final class Commands {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String answers = "";

    /** What is there to be read from the standard input of the next run. */
    public Commands answering(String lines) {
        answers = lines;
        return this;
    }

    /** The exit code. */
    public int run(String command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(answers.getBytes(Charset.defaultCharset())));
        try {
            return Main.commandLine()
                    .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(Stream.concat(Stream.of(command), Stream.of(arguments))
                            .toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
    }

    /** What the last run printed. */
    public String out() {
        return out.toString();
    }

    /** What the last run complained about. */
    public String err() {
        return err.toString();
    }
}
