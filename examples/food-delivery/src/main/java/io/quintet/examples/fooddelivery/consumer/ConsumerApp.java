package io.quintet.examples.fooddelivery.consumer;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Consumers;
import io.quintet.examples.fooddelivery.process.ServiceProcess;

/** The consumer service. */
public final class ConsumerApp {
    private ConsumerApp() {}

    /** Runs it, with the configuration file as argument. */
    public static void main(String[] args) {
        ServiceProcess.run(args, ConsumerApp::start);
    }

    static void start(Quintet quintet) throws Exception {
        ConsumerService service = new ConsumerService(quintet);
        quintet.transact(ConsumerService::enrol);
        quintet.serve(Consumers.class, service);
    }
}
