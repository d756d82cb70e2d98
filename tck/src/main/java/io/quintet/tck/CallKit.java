package io.quintet.tck;

import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.contract.ContractModel;
import io.quintet.message.Headers;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Codec;
import io.quintet.spi.Endpoint;
import io.quintet.tck.contract.TckKitchen;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Two instances, one of which serves {@link TckKitchen}, and how to call it. */
record CallKit(Lab lab, CallTransport server, CallTransport client, Endpoint endpoint) {
    private static final Map<Class<?>, List<BoundOperation>> BOUND = new ConcurrentHashMap<>();

    static CallKit serving(Lab lab, CallHandler handler) {
        CallTransport server = lab.calls();
        return new CallKit(lab, server, lab.calls(), server.serve(operations(), handler));
    }

    static List<BoundOperation> operations() {
        return operations(TckKitchen.class);
    }

    static List<BoundOperation> operations(Class<?> contract) {
        return BOUND.computeIfAbsent(contract, type -> {
            Codec codec = Lab.codec();
            return ContractModel.of(type).operations().stream()
                    .map(operation -> BoundOperation.of(operation, codec))
                    .toList();
        });
    }

    static BoundOperation operation(String name) {
        return operation(TckKitchen.class, name);
    }

    static BoundOperation operation(Class<?> contract, String name) {
        return operations(contract).stream()
                .filter(operation -> operation.model().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Nullable
    Object call(String operation, Object request) throws DomainException {
        return call(operation, request, Deadline.in(lab.patience()));
    }

    @Nullable
    Object call(String operation, Object request, Deadline deadline) throws DomainException {
        return client.call(endpoint, new Call(operation(operation), request, Headers.empty(), deadline));
    }

    /** Cooks, and expects no exception of the contract's own. */
    @Nullable
    Object cook(String dish) {
        return cook(dish, Deadline.in(lab.patience()));
    }

    @Nullable
    Object cook(String dish, Deadline deadline) {
        try {
            return call("cook", TckKitchen.Dish.of(dish), deadline);
        } catch (DomainException e) {
            throw new AssertionError("not expected here", e);
        }
    }
}
