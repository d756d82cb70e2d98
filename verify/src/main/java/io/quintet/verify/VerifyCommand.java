package io.quintet.verify;

import io.quintet.cli.CliCommand;
import io.quintet.cli.CommandFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quintet verify}. */
@Command(
        name = "verify",
        description = {
            "Runs services under faults, and checks afterwards what was promised: nothing lost, nothing phantom,"
                    + " effects once, order per key, the right replies.",
            "Exits with 0 when all is well, with 1 when something was found, or when a run proves nothing, as where no"
                    + " fault fired, nothing was delivered again, or no request was answered."
        })
public final class VerifyCommand implements CliCommand {
    private static final List<String> TRANSPORTS = List.of("sql", "kafka", "rabbitmq", "sqs", "zeromq");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "sql",
            description = "What carries the messages: sql, kafka, rabbitmq, sqs or zeromq (${DEFAULT-VALUE}).")
    private String transport = "sql";

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Run the seeds 1 to N, each with the next row of the fault matrix (28).")
    private @Nullable Integer seeds;

    @Option(names = "--seed", paramLabel = "S", description = "Run just this seed, as to see a finding again.")
    private @Nullable Long seed;

    @Option(names = "--mutant", paramLabel = "NAME", description = "Break something on purpose; the run must find it.")
    private @Nullable String mutant;

    @Option(names = "--list-mutants", description = "Print the names of the mutants, one a line, and end.")
    private boolean listMutants;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Run N processes instead, which are killed, stopped and cut off in an order by the seed.")
    private @Nullable Integer processes;

    @Option(names = "--seconds", paramLabel = "S", description = "For how long, with --processes (60).")
    private @Nullable Integer seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write a report.")
    private @Nullable Path json;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The run directory: new or empty (a temporary one unless told).")
    private @Nullable Path directory;

    /** For the service loader. */
    public VerifyCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (listMutants) {
            Mutant.labels().forEach(out::println);
            out.flush();
            return 0;
        }
        validate();
        Mutant chosen = mutant();
        RunDirectory run = RunDirectory.of(directory);
        System.setProperty(
                "org.slf4j.simpleLogger.logFile", run.path().resolve("log").toString());
        try (Ending ending = new Ending()) {
            return run(chosen, run, ending, out) ? 0 : 1;
        }
    }

    private boolean run(@Nullable Mutant chosen, RunDirectory run, Ending ending, PrintWriter out) {
        boolean keep = true;
        try {
            boolean passed = processes == null ? matrix(chosen, run, out) : processes(run, out, processes);
            keep = !passed;
            return passed;
        } catch (InterruptedException | SQLException | RuntimeException e) {
            if (ending.begun()) { // whatever the interrupt has met
                keep = false;
                out.println("interrupted");
                return false;
            }
            throw e instanceof RuntimeException failure ? failure : new CommandFailed(e.toString(), e);
        } finally {
            if (!keep && run.temporary()) {
                RunDirectory.delete(run.path());
            } else {
                out.println("Run directory kept: " + run.path());
            }
            out.flush();
        }
    }

    private boolean matrix(@Nullable Mutant chosen, RunDirectory run, PrintWriter out)
            throws SQLException, InterruptedException {
        long first = seed != null ? seed : 1;
        long last = seed != null ? seed : seeds != null ? seeds : 28;
        Progress progress = new Progress(out, Boolean.getBoolean("quintet.tty"));
        List<SeedReport> soFar = new ArrayList<>();
        try (Databases databases = database.open(run, transport)) {
            new Matrix(databases, run, chosen, report -> {
                        soFar.add(report);
                        if (!report.findings().isEmpty()) {
                            progress.clear();
                            Summary.print(report, replay(report.seed(), chosen), out);
                        }
                        progress.seed(soFar.size(), last - first + 1, new Summary(soFar));
                    })
                    .run(first, last);
        }
        progress.clear();
        Summary summary = new Summary(soFar);
        summary.print(out);
        write(JsonReport.of(product(), summary));
        if (chosen != null) {
            out.println("mutant " + chosen.label() + ", " + chosen.description() + ": "
                    + (summary.findings() > 0 ? "found" : "NOT found"));
            out.flush();
        }
        return summary.passed();
    }

    private boolean processes(RunDirectory run, PrintWriter out, int number) throws SQLException, InterruptedException {
        Progress progress = new Progress(out, Boolean.getBoolean("quintet.tty"));
        SeedReport report;
        try (Databases databases = database.open(run, transport)) {
            Database fresh = databases.fresh("processes");
            report = new ProcessRun(
                            WorkerMain.class,
                            seed != null ? seed : 1,
                            Duration.ofSeconds(seconds != null ? seconds : 60),
                            fresh,
                            databases.server(),
                            run,
                            progress::show)
                    .run(number, database.password());
            if (report.findings().isEmpty()) {
                databases.discard("processes");
            }
        }
        progress.clear();
        if (!report.findings().isEmpty()) {
            Summary.print(
                    report,
                    "quintet verify --transport " + transport + " " + String.join(" ", database.words())
                            + " --processes " + number + " --seconds " + (seconds != null ? seconds : 60) + " --seed "
                            + report.seed() + " (the same faults; what the processes do in between is theirs)",
                    out);
        }
        Summary summary = new Summary(List.of(report));
        summary.print(out);
        write(JsonReport.of(product(), summary));
        return summary.passed();
    }

    private String replay(long of, @Nullable Mutant chosen) {
        return "quintet verify --transport " + transport + " " + String.join(" ", database.words())
                + (chosen == null ? "" : " --mutant " + chosen.label()) + " --seed " + of;
    }

    private @Nullable Mutant mutant() {
        if (mutant == null) {
            return null;
        }
        Mutant chosen = Mutant.labelled(mutant)
                .orElseThrow(() -> wrong(
                        "--mutant: \"" + mutant + "\" (expected: one of " + String.join(", ", Mutant.labels()) + ")"));
        String complaint = chosen.complaint(transport);
        if (complaint != null) {
            throw wrong(complaint);
        }
        return chosen;
    }

    private void validate() {
        if (!TRANSPORTS.contains(transport)) {
            throw wrong("--transport: \"" + transport + "\" (expected: one of " + String.join(", ", TRANSPORTS) + ")");
        }
        if (seeds != null && seed != null) {
            throw wrong("--seeds, --seed: both given (expected: one of them)");
        }
        if (seeds != null && seeds < 1) {
            throw wrong("--seeds: " + seeds + " (expected: at least 1)");
        }
        if (processes != null && (processes < 2 || processes > 32)) {
            throw wrong("--processes: " + processes + " (expected: 2 to 32)");
        }
        if (processes != null && (mutant != null || seeds != null)) {
            throw wrong("--processes: with --mutant or --seeds (expected: without)");
        }
        if (seconds != null && (processes == null || seconds < 1)) {
            throw wrong("--seconds: " + seconds + " (expected: at least 1, with --processes)");
        }
        String complaint = database.complaint(transport);
        if (complaint != null) {
            throw wrong(complaint);
        }
        write("");
    }

    private String product() {
        return transport.equals("sql") ? database.product().name() : transport.toUpperCase(Locale.ROOT);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Also before the run: better to hear of a file that cannot be written than after. */
    private void write(String report) {
        if (json != null) {
            try {
                Files.writeString(json, report);
            } catch (IOException e) {
                throw new CommandFailed(
                        "--json " + json + ": cannot be written: " + e + " (expected: a file in a writable directory)",
                        e);
            }
        }
    }
}
