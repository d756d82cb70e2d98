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
        List<String> notes = new ArrayList<>();
        try (Children servers = Children.under(work)) {
            Once<PostgresServer> postgres = Once.of(() -> PostgresServer.start(servers));
            for (Options.Part part : options.parts()) {
                try (Children children = Children.under(work)) {
                    rows.addAll(rows(part, options, children, postgres));
                }
            }
            PostgresServer server = postgres.started();
            if (server != null) {
                notes.add(server.description());
            }
        }
        return new Report(machine, load, Machine.load(), options.seconds(), notes, rows);
    }

    private static List<Row> rows(Options.Part part, Options options, Children children, Once<PostgresServer> postgres)
            throws Exception {
        int seconds = options.seconds();
        int repetitions = options.repetitions();
        return switch (part) {
            case MEMORY -> new MemoryPart(seconds).rows();
            case CHAIN -> new ChainPart(seconds).rows();
            case FAIL_FAST -> new FailFastPart(children, seconds, repetitions).rows();
            case SQLITE_CHANNEL -> new ChannelPart(children, seconds, repetitions).rows();
            case BROKERS -> new BrokersPart(children, options).rows();
            case POSTGRES_CHANNEL -> new PostgresPart(children, postgres, seconds, repetitions).rows();
            case OUTBOX_RELAY -> new OutboxPart(children, postgres, options).rows();
            case REST_CALLS -> CallsPart.rest(children, options);
            case HTTP2_CALLS -> CallsPart.http2(children, options);
            case GRPC_CALLS -> CallsPart.grpc(children, options);
            case CODECS -> new CodecsPart(children, seconds).rows();
            case COST -> new CostPart(children, postgres, seconds, repetitions).rows();
        };
    }
}
