package io.quintet.runtime;

import io.quintet.spi.Follower;
import io.quintet.spi.Followers;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A registry within this JVM whose server can hang: what it is asked then returns when it goes on, and not before. */
public final class HangingRegistryProvider implements RegistryProvider {
    private static final Map<String, Server> BY_NAME = new ConcurrentHashMap<>();

    static Server server(String name) {
        return BY_NAME.computeIfAbsent(name, unused -> new Server());
    }

    @Override
    public String name() {
        return "hanging";
    }

    @Override
    public Registry create(ServiceContext context) {
        Server server = server(context.settings().text("server", ""));
        Followers followers = new Followers();
        server.read(followers);
        return new Registry() {
            @Override
            public Registration register(Instance instance) {
                server.ask();
                server.change(instance, true);
                return () -> {
                    server.ask();
                    server.change(instance, false);
                };
            }

            @Override
            public void follow(Sought sought, Follower follower) {
                followers.add(sought, follower);
            }

            @Override
            public void close() {
                server.ask();
            }
        };
    }

    /** What all instances of a test share. */
    static final class Server {
        private final List<Instance> running = new ArrayList<>();
        private final List<Followers> all = new ArrayList<>();
        private volatile CountDownLatch asked = new CountDownLatch(0);
        private volatile CountDownLatch answers = new CountDownLatch(0);

        /** From now on; {@code questions} are waited for by {@link #awaitQuestions}. */
        void hang(int questions) {
            asked = new CountDownLatch(questions);
            answers = new CountDownLatch(1);
        }

        boolean awaitQuestions() throws InterruptedException {
            return asked.await(10, TimeUnit.SECONDS);
        }

        void goOn() {
            answers.countDown();
        }

        private void ask() {
            asked.countDown();
            boolean before = Thread.interrupted(); // deaf to interrupts, as drivers are
            try {
                while (true) {
                    try {
                        answers.await();
                        return;
                    } catch (InterruptedException e) {
                        before = true;
                    }
                }
            } finally {
                if (before) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private synchronized void read(Followers followers) {
            all.add(followers);
            followers.seen(running);
        }

        private synchronized void change(Instance instance, boolean runs) {
            running.remove(instance);
            if (runs) {
                running.add(instance);
            }
            all.forEach(followers -> followers.seen(running));
        }
    }
}
