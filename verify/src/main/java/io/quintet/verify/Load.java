package io.quintet.verify;

import io.quintet.verify.contract.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * What the producers of a run do, by its seed: per key one operation after the other, the keys side by side. A key keeps to one way,
 * through the outbox or past it, for only then there is an order to speak of.
 *
 * @param name is in every key and id
 * @param seed what is drawn
 * @param scale how many operations per key, or half or a quarter of that where they take long
 * @param pause waits between the operations of a key; returns whether to go on
 */
record Load(String name, long seed, int scale, BooleanSupplier pause) {
    /** One after the other, for one key. */
    @FunctionalInterface
    private interface Way {
        void go(Producer producer, Task task, SplittableRandom random);
    }

    /** Runs it all and waits for its end. */
    void run(List<Producer> producers) throws InterruptedException {
        SplittableRandom seeds = new SplittableRandom(seed);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ends = new ArrayList<>();
            List<Callable<Void>> lanes = lanes(producers, seeds);
            lanes.forEach(lane -> ends.add(threads.submit(lane)));
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a producer cannot write its history", e.getCause());
        }
    }

    private List<Callable<Void>> lanes(List<Producer> producers, SplittableRandom seeds) {
        List<Callable<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lanes.add(lane(producers, "n" + i, scale, seeds.split(), (producer, task, random) -> producer.note(task)));
            lanes.add(lane(
                    producers, "h" + i, scale, seeds.split(), (producer, task, random) -> producer.happened(task)));
            for (String kind : Producer.TRANSACTIONAL) {
                lanes.add(lane(
                        producers,
                        "t" + kind.charAt(0) + i,
                        scale,
                        seeds.split(),
                        (producer, task, random) -> producer.within(kind, task, random.nextInt(4) == 0)));
            }
        }
        for (int i = 0; i < 2; i++) {
            lanes.add(
                    lane(producers, "a" + i, scale / 2, seeds.split(), (producer, task, random) -> producer.ask(task)));
            lanes.add(lane(
                    producers, "o" + i, scale / 2, seeds.split(), (producer, task, random) -> producer.order(task)));
        }
        lanes.add(lane(producers, "c", scale / 2, seeds.split(), (producer, task, random) -> producer.call(task)));
        lanes.add(lane(producers, "p", scale / 4, seeds.split(), (producer, task, random) -> producer.polled(task)));
        return lanes;
    }

    private Callable<Void> lane(List<Producer> producers, String lane, int count, SplittableRandom random, Way way) {
        String key = name + "-" + lane;
        Producer producer = producers.get(Math.floorMod(lane.hashCode(), producers.size()));
        return () -> {
            for (int seq = 1; seq <= count && pause.getAsBoolean(); seq++) {
                way.go(producer, new Task(key, seq, key + "-" + seq, ""), random);
            }
            return null;
        };
    }
}
