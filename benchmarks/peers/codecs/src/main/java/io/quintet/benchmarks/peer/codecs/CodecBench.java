package io.quintet.benchmarks.peer.codecs;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures all formats with JMH, for as many seconds each as the argument says, and prints a line for each operation of each:
 * {@code json write 430 512.3 520.1 ...}, the name, {@code write} or {@code read}, the bytes of a message, and nanoseconds, one an iteration.
 */
public final class CodecBench {
    private static final int FORKS = 2;
    private static final int WARM_UP_SECONDS = 3;
    // Avro makes instances of classes in packages only that it is told to trust
    private static final String TRUSTED = "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.quintet.benchmarks.peer.avro";
    private static final List<String> PEERS = List.of("jackson", "protobuf-java", "avro-specific");

    private CodecBench() {}

    /** Exits 1 when a format gives back something else than was written. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        List<String> names = new ArrayList<>(OurFormat.names());
        names.addAll(PEERS);
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(CodecOperation.class.getName())
                        .param("format", names.toArray(String[]::new))
                        .forks(FORKS)
                        .jvmArgsAppend(TRUSTED)
                        .warmupIterations(WARM_UP_SECONDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(Integer.parseInt(arguments[0]))
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            answers.println(line(result));
        }
        answers.println("done");
    }

    private static String line(RunResult result) throws Exception {
        String name = result.getParams().getParam("format");
        String operation = result.getPrimaryResult().getLabel();
        String nanos = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> Double.toString(iteration.getPrimaryResult().getScore()))
                .collect(Collectors.joining(" "));
        return name + " " + operation + " " + Format.named(name).write().length + " " + nanos;
    }
}
