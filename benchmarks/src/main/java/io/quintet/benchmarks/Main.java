package io.quintet.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command behind {@code benchmarks/run}. */
public final class Main {
    private Main() {}

    /** Measures what the arguments ask for; exits 0 when every bar is kept, 1 when not, 2 when the arguments are wrong. */
    public static void main(String[] arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(Main::killDescendants, "descendants"));
        Report report = measure(options);
        report.print(System.out);
        report.write(options.json());
        System.exit(report.good() ? 0 : 1);
    }

    /** JMH's JVMs would go on after Ctrl-C or SIGTERM; whatever this process has started ends with it. */
    private static void killDescendants() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static Report measure(Options options) throws Exception {
        Path work = Files.createDirectories(options.work()).toRealPath();
        double load = Machine.load();
        Machine machine = Machine.of(work);
        System.out.println(machine.text());
        if (load > machine.processors() / 4.0) {
            System.out.printf("load %.2f: something else is running here, the figures will be worse for it%n", load);
        }
        List<Row> rows = new ArrayList<>();
        if (options.parts().contains(Options.Part.MEMORY)) {
            rows.addAll(new MemoryPart(options.seconds()).rows());
        }
        if (options.parts().contains(Options.Part.SQLITE_CHANNEL)) {
            try (Children children = Children.under(work)) {
                rows.addAll(new ChannelPart(children, options.seconds(), options.repetitions()).rows());
            }
        }
        return new Report(machine, load, Machine.load(), options.seconds(), rows);
    }
}
