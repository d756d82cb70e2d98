package io.quintet.runtime;

import io.quintet.Outbox;
import io.quintet.contract.ContractModel;
import java.sql.Connection;

/** The outbox over a connection that the application brought. */
final class ConnectionOutbox implements Outbox {
    private final Clients clients;
    private final Connection connection;

    ConnectionOutbox(Clients clients, Connection connection) {
        this.clients = clients;
        this.connection = connection;
    }

    @Override
    public <C> C client(Class<C> contract) {
        return ContractProxy.of(contract, ContractModel.of(contract), operation -> clients.of(operation, connection));
    }
}
