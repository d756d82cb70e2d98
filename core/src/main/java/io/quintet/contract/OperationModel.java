package io.quintet.contract;

import io.quintet.DomainException;
import io.quintet.InteractionStyle;
import io.quintet.message.MessageType;
import io.quintet.spi.Guarantee;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a contract.
 *
 * @param contract the contract's name
 * @param name the operation's name, that of its method
 * @param method the method on the contract's interface
 * @param style the interaction style
 * @param streaming whether there are streams of requests or responses, and not one
 * @param request the request record, or that of which there is a stream
 * @param response the response record, or that of which there is a stream; null where the style has none
 * @param key the component that orders messages; null where order does not matter
 * @param idempotent whether a call whose outcome is unknown may be sent again
 * @param keyed whether a call carries an idempotency key, so that it may be sent again
 * @param timeout how long the caller waits; of a publication with responses, the window
 * @param expiry how long after sending a message is of use; null for ever
 * @param http its REST shape, declared or by default
 * @param rpc its shape in gRPC
 * @param errors the contract's own exceptions that it may end with
 * @param quorum how many instances must give an answer; 1 where any will do
 * @param required guarantees that it asks for beyond those of its style
 */
public record OperationModel(
        String contract,
        String name,
        Method method,
        InteractionStyle style,
        Streaming streaming,
        Class<?> request,
        @Nullable Class<?> response,
        @Nullable ComponentModel key,
        boolean idempotent,
        boolean keyed,
        Duration timeout,
        @Nullable Duration expiry,
        HttpModel http,
        RpcModel rpc,
        List<ErrorModel> errors,
        int quorum,
        Set<Guarantee> required) {
    /** The name on the wire, such as {@code kitchen.createTicket}. */
    public String qualifiedName() {
        return contract + "." + name;
    }

    /** The type of its request message. */
    public MessageType messageType() {
        return switch (style) {
            case PUBLISH_SUBSCRIBE -> MessageType.EVENT;
            default -> MessageType.COMMAND;
        };
    }

    /** The key of a request, or null where the operation has none. */
    public @Nullable String keyOf(Object value) {
        return key == null ? null : key.text(value);
    }

    /** The declared exception of that simple name, or null. */
    public @Nullable ErrorModel error(String simpleName) {
        for (ErrorModel error : errors) {
            if (error.name().equals(simpleName)) {
                return error;
            }
        }
        return null;
    }

    /** The declared exception that an instance is of, or null where it was not declared. */
    public @Nullable ErrorModel error(DomainException exception) {
        for (ErrorModel error : errors) {
            if (error.type() == exception.getClass()) {
                return error;
            }
        }
        for (ErrorModel error : errors) {
            if (error.type().isInstance(exception) && error.detail().isInstance(exception.detail())) {
                return error;
            }
        }
        return null;
    }
}
