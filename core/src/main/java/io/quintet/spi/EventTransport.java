package io.quintet.spi;

import io.quintet.message.Message;
import java.util.List;
import java.util.function.Consumer;

/** A transport for calls whose peers, such as browsers, can also follow events, though they are no members of a subscriber group. */
public interface EventTransport extends CallTransport {
    /**
     * Starts to offer publish/subscribe operations of one contract as streams.
     *
     * @return takes every published message, from any thread, without blocking; order is kept as it is handed over
     * @throws io.quintet.InvalidContractException when an operation cannot be offered beside what is served
     * @throws io.quintet.ConfigurationException when the address cannot be used
     */
    Consumer<Message> expose(List<BoundOperation> operations);
}
