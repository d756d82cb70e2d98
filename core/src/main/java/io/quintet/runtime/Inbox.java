package io.quintet.runtime;

import io.quintet.message.Message;
import io.quintet.spi.ServiceDatabase;
import java.util.concurrent.Callable;

/** Runs the handling of a message so that its effect is committed once per group, where the service has a database. */
@FunctionalInterface
interface Inbox {
    /** No database, or an idempotent handler: at least once. */
    Inbox AT_LEAST_ONCE = (message, work) -> {
        work.call();
        return true;
    };

    /** Runs the work; false when the message was handled before. */
    boolean once(Message message, Callable<?> work) throws Exception;

    /** The inbox of a group in the service's database. */
    static Inbox of(ServiceDatabase database, String group) {
        return (message, work) -> database.once(group, message.id(), work);
    }
}
