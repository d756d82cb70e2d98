package io.quintet.transport.rabbitmq;

import io.quintet.servers.ServerProcess;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.BrokerRestartTck;

class BrokerRestartTest extends BrokerRestartTck {
    @Override
    protected ServerProcess broker() {
        return Fixtures.server();
    }

    @Override
    protected MessageTransport transport() {
        return Fixtures.transport();
    }
}
