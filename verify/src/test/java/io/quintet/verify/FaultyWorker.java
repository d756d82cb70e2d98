package io.quintet.verify;

import java.util.concurrent.CountDownLatch;

/** A worker's process with something wrong, by its name: n1 ends as soon as it works, n2 does not end when it is told to. */
final class FaultyWorker {
    private FaultyWorker() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].startsWith("n1")) {
            System.out.println(WorkerMain.COUNTS + "0 0");
            System.exit(7);
        }
        WorkerMain.main(arguments);
        if (arguments[0].startsWith("n2")) {
            new CountDownLatch(1).await(); // until it is killed
        }
    }
}
