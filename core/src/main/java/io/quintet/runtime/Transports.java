package io.quintet.runtime;

import io.quintet.InteractionStyle;
import io.quintet.config.Settings;
import io.quintet.contract.OperationModel;
import io.quintet.spi.CallTransport;
import io.quintet.spi.EventTransport;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Which transport carries which operation, by configuration; makes each when it is first needed. Safe for use by many threads. */
final class Transports implements AutoCloseable {
    private static final String CALLS = "transports.calls";
    private static final String MESSAGES = "transports.messages";

    private final Settings settings;
    private final Function<String, ServiceContext> context;
    private final Plugins<TransportProvider> providers =
            new Plugins<>(TransportProvider.class, "transport", TransportProvider::name);
    private final GuaranteeCheck guarantees;
    private final Map<String, Transport> open = new LinkedHashMap<>();

    Transports(Settings settings, Function<String, ServiceContext> context) {
        this.settings = settings;
        this.context = context;
        this.guarantees = new GuaranteeCheck(
                providers.all().values(), provider -> provider.guarantees(settings.section(provider.name())));
        checkName(CALLS);
        checkName(MESSAGES);
    }

    /** The transport of an operation, refused when it cannot keep what the operation asks for, and what is needed beyond that. */
    Transport of(OperationModel operation, Guarantee... beyond) {
        String own = "operations." + operation.qualifiedName() + ".transport";
        String general = operation.style() == InteractionStyle.REQUEST_RESPONSE ? CALLS : MESSAGES;
        boolean chosen = settings.text(own).isPresent();
        String setting = chosen ? own : general;
        String name = chosen ? settings.text(own, "") : name(general);
        TransportProvider provider = providers.get(settings, setting, name);
        guarantees.check(operation, Set.of(beyond), provider, setting);
        return open(provider);
    }

    /** The transport for calls, whose peers can follow events. */
    EventTransport events() {
        if (open(providers.get(settings, CALLS, calls())) instanceof EventTransport transport) {
            return transport;
        }
        throw settings.wrong(CALLS, "a transport whose peers can follow events, such as http, not " + calls());
    }

    /** The message transport of a name, as it stands in the outbox. */
    MessageTransport messages(String name) {
        if (open(providers.get(settings, MESSAGES, name)) instanceof MessageTransport transport) {
            return transport;
        }
        throw settings.wrong(MESSAGES, "a transport that carries messages, not " + name);
    }

    private void checkName(String setting) {
        if (settings.text(setting).isPresent()) {
            providers.get(settings, setting, name(setting));
        }
    }

    /** The name that one of the two general settings gives. */
    private String name(String setting) {
        return settings.text(setting, setting.equals(CALLS) ? "http" : "sql");
    }

    /** The name of the transport that carries calls, where an operation has none of its own. */
    String calls() {
        return name(CALLS);
    }

    /** Whether a transport of that name is on the class path. */
    boolean knows(String name) {
        return providers.all().containsKey(name);
    }

    private synchronized Transport open(TransportProvider provider) {
        Transport transport = open.get(provider.name());
        if (transport == null) {
            ServiceContext own = context.apply(provider.name());
            transport = provider.create(own);
            try {
                own.settings().rejectUnread();
            } catch (RuntimeException e) {
                transport.close();
                throw e;
            }
            open.put(provider.name(), transport);
        }
        return transport;
    }

    /** Whether an operation goes over calls on this transport, rather than over messages. */
    static boolean asCall(OperationModel operation, Transport transport) {
        if (operation.style() == InteractionStyle.REQUEST_RESPONSE) {
            return transport instanceof CallTransport;
        }
        return !(transport instanceof MessageTransport);
    }

    private synchronized Collection<Transport> all() {
        return List.copyOf(open.values());
    }

    @Override
    public void close() {
        all().forEach(Transport::close);
    }

    /** The call transports in use. */
    List<CallTransport> callTransports() {
        return all().stream()
                .filter(CallTransport.class::isInstance)
                .map(CallTransport.class::cast)
                .toList();
    }
}
