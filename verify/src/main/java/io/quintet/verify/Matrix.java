package io.quintet.verify;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Seed after seed, each with fresh databases, until the last or until a mutant is found. */
final class Matrix {
    private final Databases databases;
    private final RunDirectory directory;
    private final @Nullable Mutant mutant;
    private final Consumer<SeedReport> progress;

    Matrix(Databases databases, RunDirectory directory, @Nullable Mutant mutant, Consumer<SeedReport> progress) {
        this.databases = databases;
        this.directory = directory;
        this.mutant = mutant;
        this.progress = progress;
    }

    /** The seeds from {@code first} to {@code last}. */
    List<SeedReport> run(long first, long last) throws SQLException, InterruptedException {
        List<SeedReport> reports = new ArrayList<>();
        for (long i = 0; i <= last - first; i++) {
            SeedReport report = run(first + i);
            reports.add(report);
            progress.accept(report);
            if (mutant != null && !report.findings().isEmpty()) {
                break;
            }
        }
        return reports;
    }

    private SeedReport run(long seed) throws SQLException, InterruptedException {
        String name = "seed-" + seed;
        Path files = directory.directory(name);
        Profile profile = mutant == null ? Profile.of(seed) : mutant.profile();
        SeedReport report =
                new SeedRun(seed, profile, mutant, databases.fresh(name, seed), files.resolve("history.jsonl")).run();
        if (report.findings().isEmpty()) {
            databases.discard(name);
            RunDirectory.delete(files);
        }
        return report;
    }
}
