package io.quintet.examples.fooddelivery.notification;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Notifications;
import io.quintet.examples.fooddelivery.process.ServiceProcess;

/** The notification service. */
public final class NotificationApp {
    private NotificationApp() {}

    /** Runs it, with the configuration file as argument. */
    public static void main(String[] args) {
        ServiceProcess.run(args, NotificationApp::start);
    }

    static void start(Quintet quintet) throws Exception {
        quintet.transact(NotificationService::createTables);
        quintet.serve(Notifications.class, new NotificationService());
    }
}
