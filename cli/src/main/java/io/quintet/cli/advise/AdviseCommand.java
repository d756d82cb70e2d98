package io.quintet.cli.advise;

import io.quintet.InteractionStyle;
import io.quintet.advice.Advisor;
import io.quintet.advice.Need;
import io.quintet.advice.Needs;
import io.quintet.advice.Words;
import io.quintet.cli.CliCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quintet advise}. */
@Command(
        name = "advise",
        description = {
            "Says which technologies fit a style and its needs, or a contract's operations, and why others do not.",
            "Without --style and --contract it asks. Exit code 0: something fits everywhere; 1: nothing does somewhere."
        },
        footer = {
            "",
            "Styles: REQUEST_RESPONSE, ASYNC_REQUEST_RESPONSE, NOTIFICATION, PUBLISH_SUBSCRIBE,",
            "  PUBLISH_ASYNC_RESPONSES",
            "Needs: order, durable, replay, every-group, stored, competing, redelivery, delay, dead-letters,",
            "  atomic-batch, calls, quick-requests, streams, browser, cross-process, cross-machine, no-broker,",
            "  no-install, size=1MiB, 'latency<5ms'; quoted, for shells redirect by '<'",
            "",
            "Examples:",
            "  quintet advise",
            "  quintet advise --style publish-subscribe --needs order,durable",
            "  quintet advise --style request-response --needs 'browser,latency<5ms' --json",
            "  quintet advise --contract com.acme.Kitchen --classpath target/classes"
        })
public final class AdviseCommand implements CliCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup
    private @Nullable Subject given;

    /** One of these. */
    static final class Subject {
        @Option(names = "--style", paramLabel = "STYLE", description = "The interaction style; one of those below.")
        private @Nullable String style;

        @Option(
                names = "--contract",
                paramLabel = "CLASS",
                description = "Judge each operation of this contract, an interface by its full name.")
        private @Nullable String contract;
    }

    @Option(
            names = "--needs",
            paramLabel = "NEED",
            split = ",",
            description = "What is asked for, with commas between; of those below.")
    private List<String> needs = List.of();

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            defaultValue = "",
            description = "Where the contract is, and transports of one's own, as for java -cp.")
    private String classPath = "";

    @Option(names = "--json", description = "Print JSON, as docs/advisor.md describes it.")
    private boolean json;

    /** For {@link java.util.ServiceLoader}. */
    public AdviseCommand() {}

    @Override
    public Integer call() throws IOException {
        List<Need> asked =
                needs.stream().map(word -> read("--needs", word, Words::need)).toList();
        try (ClassPath all = ClassPath.of(classPath)) {
            Advisor advisor = new Advisor(all.transports());
            Advice advice = given != null && given.contract != null
                    ? Advice.of(all.contract(given.contract), asked, advisor)
                    : Advice.of(style().and(asked), advisor);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                AdviceJson.print(advice, out);
            } else {
                new AdviceText(out, spec.commandLine().getColorScheme().ansi()).print(advice);
            }
            out.flush();
            return advice.fits() ? 0 : 1;
        }
    }

    private Needs style() throws IOException {
        if (given != null && given.style != null) {
            InteractionStyle style = read("--style", given.style, Words::style);
            return new Needs(style, List.of());
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        Needs answered = new Questions(in, spec.commandLine().getErr()).ask();
        if (answered == null) {
            throw new ParameterException(
                    spec.commandLine(), "no style (expected: --style, --contract, or answers to what is asked)");
        }
        return answered;
    }

    private <T> T read(String option, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }
}
