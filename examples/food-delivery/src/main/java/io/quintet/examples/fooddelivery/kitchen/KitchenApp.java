package io.quintet.examples.fooddelivery.kitchen;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Kitchen;
import io.quintet.examples.fooddelivery.contract.KitchenEvents;
import io.quintet.examples.fooddelivery.process.ServiceProcess;

/** The kitchen service; several instances share the work and the database. */
public final class KitchenApp {
    private KitchenApp() {}

    /** Runs it, with the configuration file as argument. */
    public static void main(String[] args) {
        ServiceProcess.run(args, KitchenApp::start);
    }

    static void start(Quintet quintet) throws Exception {
        quintet.transact(KitchenService::createTables);
        quintet.serve(Kitchen.class, new KitchenService(quintet, quintet.client(KitchenEvents.class)));
    }
}
