package io.quintet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A process that is asked line by line on its standard input, and answers so; ended by {@link #close}. For one thread. */
final class Talk implements AutoCloseable {
    private final Children children;
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    Talk(Children children, String name, Process process) {
        this.children = children;
        this.name = name;
        this.process = process;
        this.answers = process.inputReader();
        this.questions = process.outputWriter();
    }

    /** The time that it has spent on processors. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    String ask(String question, Duration patience) throws IOException, InterruptedException {
        questions.write(question + "\n");
        questions.flush();
        return line(patience);
    }

    void expect(String answer, Duration patience) throws IOException, InterruptedException {
        String line = line(patience);
        if (!line.equals(answer)) {
            throw broken("said \"" + line + "\" (expected: \"" + answer + "\")");
        }
    }

    /** The next line that it says. */
    String line(Duration patience) throws IOException, InterruptedException {
        FutureTask<@Nullable String> reading = new FutureTask<>(answers::readLine);
        Thread.ofVirtual().start(reading);
        try {
            String line = reading.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw broken("it ended");
            }
            return line;
        } catch (ExecutionException e) {
            throw new IOException(name + ": unreadable", e.getCause());
        } catch (TimeoutException e) {
            throw broken("no answer within " + patience);
        }
    }

    private IllegalStateException broken(String what) throws IOException {
        String cause = children.words(name).stream()
                .filter(line -> line.contains("Exception: "))
                .findFirst()
                .map(line -> ": " + line)
                .orElse("");
        return new IllegalStateException(name + ": " + what + cause + "\n" + children.lastWords(name));
    }

    @Override
    public void close() {
        children.stop(process);
    }
}
