package io.quintet.transport.kafka;

import io.quintet.servers.ServerProcess;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.BrokerRestartTck;
import io.quintet.transport.kafka.server.KafkaServer;

class BrokerRestartTest extends BrokerRestartTck {
    @Override
    protected ServerProcess broker() {
        return KafkaServer.shared();
    }

    @Override
    protected MessageTransport transport() {
        return Fixtures.transport();
    }
}
