package io.quintet.examples.fooddelivery.demo;

import io.quintet.cli.CliCommand;
import io.quintet.cli.CommandFailed;
import io.quintet.examples.fooddelivery.process.DataException;
import io.quintet.examples.fooddelivery.process.Menu;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quintet demo}. */
@Command(
        name = "demo",
        description = {
            "Runs the food-delivery system, each service in a process of its own, and places orders.",
            "It shows what the services say to each other, and whether every effect was applied once, until Ctrl-C."
        })
public final class DemoCommand implements CliCommand {
    private static final String HOME_PROPERTY = "quintet.home";
    private static final int ONCE_ORDERS = 1000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "How many orders to place (with --once 1000 unless told).")
    private @Nullable Integer orders;

    @Option(
            names = "--once",
            description = "Place the orders as fast as they are taken, wait for their effects, and end.")
    private boolean once;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write a report.")
    private @Nullable Path json;

    @Option(
            names = "--kill",
            paramLabel = "NAME@K",
            converter = Kill.Converter.class,
            description = "Kill a process of that service when order K is placed, and start it again; may be repeated.")
    private List<Kill> kills = List.of();

    @Option(
            names = "--fault",
            paramLabel = "SERVICE=MODE[:ARGUMENT][@FROM..TO]",
            converter = Fault.Converter.class,
            description = {
                "Have a service fail while some of the orders are placed; may be repeated. SERVICE: kitchen. MODE:",
                "  crash              its processes are killed, and started again at the end",
                "  omission[:PERCENT] so many of its answers never arrive (100%%)",
                "  timing[:TIME]      its answers arrive so much late (2s)",
                "  response           its answers are well-formed, and break their contract",
                "  arbitrary[:PERCENT] so many of the bytes of its answers are damaged (5%%)",
                "It begins when FROM orders are placed and ends when TO are; unless told, orders are placed before, "
                        + "during and after it in equal parts, at most 200 each before and during. Half of those "
                        + "during it wait for the circuit breaker to open, and those after it for it to close."
            })
    private List<Fault> faults = List.of();

    @Option(
            names = "--calls",
            paramLabel = "TRANSPORT",
            defaultValue = "http",
            description = "What carries calls: http or grpc (${DEFAULT-VALUE}).")
    private String calls = "http";

    @Option(
            names = "--transport",
            paramLabel = "TRANSPORT",
            defaultValue = "sql",
            description = "What carries messages: sql, files in the run directory, postgres, kafka, rabbitmq, sqs,"
                    + " or zeromq (${DEFAULT-VALUE}).")
    private String transport = "sql";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The PostgreSQL, jdbc:postgresql://host:port/database?user=name&password=secret, Kafka,"
                    + " host:port, RabbitMQ, amqp://user:password@host:port, or SQS, http://key:secret@host:port, to"
                    + " use with --transport; a private one is started unless told.")
    private @Nullable String url;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "The most orders per second (20 unless told; with --once no limit).")
    private @Nullable Double rate;

    @Option(
            names = "--concurrency",
            paramLabel = "C",
            defaultValue = "16",
            description = "How many orders at a time (${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The directory of restaurants.csv, menu.csv and orders.csv.")
    private @Nullable Path data;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The run directory: new or empty (a temporary one unless told).")
    private @Nullable Path directory;

    @Option(names = "--keep", description = "Keep the run directory also after success.")
    private boolean keep;

    /** For the service loader. */
    public DemoCommand() {}

    @Override
    public Integer call() {
        DemoOptions options = options();
        OrderFile orders = orders(options.data());
        try (Ending ending = new Ending()) {
            Path directory =
                    options.directory() == null ? RunDirectory.temporary() : RunDirectory.empty(options.directory());
            System.setProperty(
                    "org.slf4j.simpleLogger.logFile",
                    RunDirectory.log(directory, "driver").toString());
            try (MessageServer server = server(options, directory)) {
                return run(options, orders, new RunDirectory(directory, server.carriers(calls)), ending) ? 0 : 1;
            }
        }
    }

    private MessageServer server(DemoOptions options, Path directory) {
        try {
            return MessageServer.of(transport, url);
        } catch (IllegalStateException e) { // it is not installed, does not start, or was interrupted
            if (options.directory() == null) {
                RunDirectory.delete(directory);
            }
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private boolean run(DemoOptions options, OrderFile orders, RunDirectory run, Ending ending) {
        try (Display display = display(options.once());
                Demo demo = new Demo(options, orders, run, archive(), display)) {
            ending.of(demo);
            Report report = demo.run();
            display.close();
            write(options, report);
            Summary.print(report, spec.commandLine().getOut());
            boolean passed = report.run().passed();
            leave(options, run, passed);
            return passed;
        } catch (InterruptedException e) {
            leave(options, run, true);
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        } catch (CommandFailed e) {
            throw new CommandFailed(e.getMessage() + "\nRun directory kept: " + run.path(), e);
        }
    }

    /** The menu is for the order service, but a complaint about it is easier to see here. */
    private static OrderFile orders(Path data) {
        try {
            Menu.load(data);
            return OrderFile.load(data);
        } catch (DataException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private DemoOptions options() {
        if (orders != null && orders < 1) {
            throw new ParameterException(spec.commandLine(), "--orders: " + orders + " (expected: at least 1)");
        }
        if (concurrency < 1 || concurrency > 1024) {
            throw new ParameterException(
                    spec.commandLine(), "--concurrency: " + concurrency + " (expected: 1 to 1024)");
        }
        if (!calls.equals("http") && !calls.equals("grpc")) {
            throw new ParameterException(spec.commandLine(), "--calls: " + calls + " (expected: http or grpc)");
        }
        if (!MessageServer.TRANSPORTS.contains(transport)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--transport: " + transport + " (expected: one of " + String.join(", ", MessageServer.TRANSPORTS)
                            + ")");
        }
        if (url != null && (transport.equals("sql") || transport.equals("zeromq"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--url: given (expected: with --transport postgres, kafka, rabbitmq or sqs only)");
        }
        double perSecond = rate != null ? rate : once ? 1e9 : 20;
        if (!(perSecond > 0)) {
            throw new ParameterException(spec.commandLine(), "--rate: " + rate + " (expected: above 0)");
        }
        int number = orders != null ? orders : once ? ONCE_ORDERS : Integer.MAX_VALUE - concurrency;
        for (Kill kill : kills) {
            if (kill.order() > number) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--kill " + kill + ": order " + kill.order() + " (expected: 1 to " + number
                                + ", as --orders says)");
            }
        }
        FaultSchedule schedule;
        try {
            schedule = FaultSchedule.of(faults, number);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return new DemoOptions(
                number,
                once,
                perSecond,
                Math.min(concurrency, number),
                kills,
                schedule,
                dataDirectory(),
                directory,
                keep,
                writable(json));
    }

    private Path dataDirectory() {
        if (data != null) {
            return data;
        }
        return Path.of(System.getProperty(HOME_PROPERTY, ".")).resolve("examples/food-delivery/data");
    }

    private static @Nullable Path archive() {
        String home = System.getProperty(HOME_PROPERTY);
        return home == null
                ? null
                : Path.of(home, "examples", "food-delivery", "target", "classes.jsa")
                        .toAbsolutePath();
    }

    /** Better to hear of it before the run than after. */
    private static @Nullable Path writable(@Nullable Path file) {
        if (file == null) {
            return null;
        }
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new CommandFailed(
                    "--json " + file + ": cannot be written: " + e + " (expected: a file in a writable directory)", e);
        }
        return file;
    }

    private static void write(DemoOptions options, Report report) {
        Path file = options.json();
        if (file != null) {
            try {
                Files.writeString(file, report.json() + "\n");
            } catch (IOException e) {
                throw new CommandFailed("--json " + file + ": cannot be written: " + e, e);
            }
        }
    }

    private static Display display(boolean once) {
        PrintStream out = System.out;
        if (!Boolean.getBoolean("quintet.tty")) {
            return new PlainDisplay(out);
        }
        return once ? new LineDisplay(out, TerminalSize.now().columns()) : new LiveDisplay(out, TerminalSize::now);
    }

    private void leave(DemoOptions options, RunDirectory run, boolean passed) {
        if (passed && options.directory() == null && !options.keep()) {
            RunDirectory.delete(run.path());
        } else {
            spec.commandLine().getOut().println("Run directory kept: " + run.path());
        }
    }
}
