package io.quintet.faults;

import io.quintet.spi.CallTransport;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;

/** What is put around the parts of an instance, between core and what carries. */
public interface Decoration {
    /** Around the message transport. */
    MessageTransport messages(MessageTransport carrier, ServiceContext context);

    /** Around the call transport. */
    CallTransport calls(CallTransport carrier, ServiceContext context);

    /** Around the service's database. */
    ServiceDatabase database(ServiceDatabase carrier, ServiceContext context);

    /** The faults of a plan. */
    static Decoration of(FaultPlan plan) {
        return new Decoration() {
            @Override
            public MessageTransport messages(MessageTransport carrier, ServiceContext context) {
                return new FaultyTransport(carrier, plan, context);
            }

            @Override
            public CallTransport calls(CallTransport carrier, ServiceContext context) {
                return new FaultyCalls(carrier, plan, context);
            }

            @Override
            public ServiceDatabase database(ServiceDatabase carrier, ServiceContext context) {
                return new FaultyDatabase(carrier, plan, context.instance());
            }
        };
    }
}
