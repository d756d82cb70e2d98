package io.quintet.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param parts what to measure
 * @param seconds how long each measurement takes
 * @param repetitions how often each is repeated
 * @param peers which outboxes and peers of messages and calls take part: those whose name contains it
 * @param json where the figures go as JSON; null for nowhere
 * @param work below which directory the data files go
 */
record Options(
        Set<Part> parts,
        int seconds,
        int repetitions,
        String peers,
        @Nullable Path json,
        Path work) {
    static final String HELP = """
        Usage: benchmarks/run [part ...] [options]

        Measures Quintet against the bars of its design, and prints a table; without a part, all of them.

          memory            an operation over the memory transport, from the client's proxy to the handler and back
          chain             what each policy against partial failure costs a call, beside Resilience4j and Failsafe
          fail-fast         a call that an open circuit refuses, and calls to a healthy service beside a stalled one
          sqlite-channel    a durable channel between two processes, beside Kafka and RabbitMQ
          postgres-channel  the same over PostgreSQL, beside a naive SKIP LOCKED queue and db-scheduler in the same server
          outbox-relay      from a client's call in a transaction to the handler in another process, on SQLite and PostgreSQL
          brokers           messages over Kafka, RabbitMQ, SQS and ZeroMQ, and calls over RabbitMQ, beside bare clients, Spring, SmallRye
          rest-calls        REST between two processes, beside bare Vert.x, Spring Boot 4 and Dubbo 3.3
          http2-calls       REST on HTTP/2 between two processes, beside Dubbo 3.3
          grpc-calls        gRPC between two processes, beside bare grpc-java, Spring gRPC and Dubbo 3.3
          codecs            time and bytes a message of each codec, beside Jackson, protobuf-java and Avro
          cost              what a message costs with 10 thousand to 5 million stored, 1 to 16 groups, 1 to 64 shards

          --seconds N       how long each measurement takes (default: 5)
          --repetitions N   how often each is repeated (default: 3)
          --peers TEXT      of outboxes, and the peers of messages and calls, only those whose name contains it, such as bare (default: all)
          --json FILE       writes the figures as JSON too
          --work DIRECTORY  where data files go while it runs (default: benchmarks/target); not one in memory
          --help            this text

        Exit code: 0 when every bar is kept, 1 when one is missed or could not be measured, 2 for a wrong command.
        """;

    /** What can be measured. */
    enum Part {
        MEMORY,
        CHAIN,
        FAIL_FAST,
        SQLITE_CHANNEL,
        BROKERS,
        POSTGRES_CHANNEL,
        OUTBOX_RELAY,
        REST_CALLS,
        HTTP2_CALLS,
        GRPC_CALLS,
        CODECS,
        COST
    }

    static Options of(String... arguments) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        int seconds = 5;
        int repetitions = 3;
        String peers = "";
        Path json = null;
        Path work = Path.of("benchmarks", "target");
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--seconds" -> seconds = count(argument, value(argument, rest));
                case "--repetitions" -> repetitions = count(argument, value(argument, rest));
                case "--peers" -> peers = value(argument, rest);
                case "--json" -> json = Path.of(value(argument, rest));
                case "--work" -> work = Path.of(value(argument, rest));
                default -> parts.add(part(argument));
            }
        }
        return new Options(
                parts.isEmpty() ? EnumSet.allOf(Part.class) : parts, seconds, repetitions, peers, json, work);
    }

    /** Whether one of that name takes part. */
    boolean ask(String name) {
        return name.toLowerCase(Locale.ROOT).contains(peers.toLowerCase(Locale.ROOT));
    }

    private static Part part(String argument) {
        List<String> names = new ArrayList<>();
        for (Part part : Part.values()) {
            String name = part.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(argument)) {
                return part;
            }
            names.add(name);
        }
        throw new IllegalArgumentException(
                argument + ": unknown (expected: one of " + names + ", or an option; see --help)");
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + ": no value (see --help)");
        }
        return rest.next();
    }

    private static int count(String option, String value) {
        try {
            int count = Integer.parseInt(value);
            if (count >= 1 && count <= 3600) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + ": " + value + " (expected: a whole number)", e);
        }
        throw new IllegalArgumentException(option + ": " + value + " (expected: 1 to 3600)");
    }
}
