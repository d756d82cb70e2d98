package io.quintet.runtime;

import io.quintet.InteractionStyle;
import io.quintet.InvalidContractException;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.message.Message;
import io.quintet.payload.Payloads;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Codec;
import io.quintet.spi.MessageTransport;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of a contract to the transport for calls, whose peers follow them there.
 *
 * <p>An instance is a subscriber group of its own, since its peers want all events, whatever other instances get. A message is settled
 * as soon as it was handed over: peers that are not there miss it, or ask for it when they come back.
 *
 * @param instance this instance's name
 * @param transports which transport carries what
 * @param channels the names of channels
 * @param consumers the subscriptions of this process
 * @param budgets binds operations to the codec
 * @param signatures how messages are signed
 * @param payloads makes payloads whole
 * @param clock the wall clock
 */
record Exposure(
        String instance,
        Transports transports,
        Channels channels,
        Consumers consumers,
        Budgets budgets,
        SignedMessages signatures,
        Payloads payloads,
        Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);

    private String group() {
        return "_exposed." + instance;
    }

    void begin(Class<?> type, Codec codec) {
        ContractModel contract = ContractModel.of(type);
        List<BoundOperation> events = contract.operations().stream()
                .filter(operation -> operation.style() == InteractionStyle.PUBLISH_SUBSCRIBE)
                .map(operation -> budgets.bound(operation, codec))
                .toList();
        if (events.isEmpty()) {
            throw new InvalidContractException(type.getSimpleName()
                    + ": no publish/subscribe operation to expose (mend: annotate one with @PublishSubscribe)");
        }
        Map<MessageTransport, List<BoundOperation>> byTransport = events.stream()
                .collect(Collectors.groupingBy(
                        event -> (MessageTransport) transports.of(event.model()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Settling settling = settling(transports.events().expose(events));
        OperationModel any = events.getFirst().model();
        byTransport.forEach((transport, some) -> {
            Map<String, Settling> handlers = new HashMap<>();
            some.forEach(event -> handlers.put(event.model().qualifiedName(), settling));
            if (!consumers.add(transport, channels.of(any, transport), group(), Consumers.Unhandled.ACK, handlers)) {
                throw new InvalidContractException(contract.name() + ": is exposed already (mend: expose it once)");
            }
        });
        LOG.info("{} exposes the events of {}", instance, contract.name());
    }

    private Settling settling(Consumer<Message> sink) {
        return delivery -> {
            try {
                signatures.check(delivery.message());
                if (!delivery.message().expired(clock.millis())) {
                    sink.accept(payloads.unpack(delivery.message()));
                }
            } catch (RuntimeException e) { // one that cannot be shown must not hold up those behind it
                LOG.error("{} cannot be handed to {}", delivery.message(), group(), e);
            }
            delivery.ack();
        };
    }
}
