package io.quintet.examples.fooddelivery.process;

import io.quintet.ConfigurationException;
import io.quintet.Quintet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A service as a process of its own, told what to do by its standard input: end when it ends, so that no service outlives the one who
 * started it. Lines that begin with {@code @} are for that one, all others are the log.
 */
public final class ServiceProcess {
    /** The system property that names the directory of the data files. */
    public static final String DATA_PROPERTY = "quintet.demo.data";

    /** The line that says that the service serves. */
    public static final String UP = "@up";

    /** The command that asks to hold the next delivery. */
    public static final String HOLD = "hold";

    /** The command that asks to answer calls wrongly from now on, if the process is configured for it. */
    public static final String ANSWER_WRONGLY = "answer wrongly";

    /** The command that ends that. */
    public static final String ANSWER_RIGHTLY = "answer rightly";

    private static final Duration STATS_EVERY = Duration.ofMillis(500);
    private static final Duration LONGEST_END = Duration.ofSeconds(15);

    private ServiceProcess() {}

    /** What makes a service out of an instance: clients, handlers, subscriptions. */
    @FunctionalInterface
    public interface Service {
        /** Starts to serve; the instance is closed when the process ends. */
        void start(Quintet quintet) throws Exception;
    }

    /** Where the menu is. */
    public static Path dataDirectory() {
        return Path.of(System.getProperty(DATA_PROPERTY, "data"));
    }

    /** Runs a service until the process is told to end; the argument is the configuration file. */
    public static void run(String[] args, Service service) {
        if (args.length != 1) {
            throw new IllegalArgumentException(args.length + " arguments (expected: 1, the configuration file)");
        }
        Metrics metrics = new Metrics();
        Wrongdoing wrongdoing = new Wrongdoing();
        daemon("stdin", () -> obey(metrics, wrongdoing));
        try {
            Quintet quintet = Quintet.builder()
                    .configuration(Path.of(args[0]))
                    .observer(metrics)
                    .build();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(quintet, metrics, wrongdoing), "end"));
            service.start(quintet);
            System.out.println(UP);
            report(metrics, wrongdoing);
        } catch (ConfigurationException | DataException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        } catch (Exception e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }

    private static void report(Metrics metrics, Wrongdoing wrongdoing) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(STATS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            System.out.println(metrics.take(wrongdoing.take()).format());
        }
    }

    private static void end(Quintet quintet, Metrics metrics, Wrongdoing wrongdoing) {
        daemon("last resort", () -> {
            Thread.sleep(LONGEST_END.toMillis());
            System.out.println("not ended after " + LONGEST_END + ", halting");
            Runtime.getRuntime().halt(1);
        });
        quintet.close();
        System.out.println(metrics.take(wrongdoing.take()).format());
    }

    private static void obey(Metrics metrics, Wrongdoing wrongdoing) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null) {
            switch (line) {
                case HOLD -> metrics.hold().request();
                case ANSWER_WRONGLY -> wrongdoing.begin();
                case ANSWER_RIGHTLY -> wrongdoing.end();
                default -> System.out.println("unknown command: " + line);
            }
            line = in.readLine();
        }
        System.exit(0);
    }

    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }

    private static void daemon(String name, Task task) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                System.out.println("thread " + name + " failed: " + e);
                Runtime.getRuntime().halt(1);
            }
        });
    }
}
