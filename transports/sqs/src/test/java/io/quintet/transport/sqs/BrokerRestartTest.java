package io.quintet.transport.sqs;

import io.quintet.servers.ServerProcess;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.BrokerRestartTck;
import io.quintet.transport.sqs.server.SqsServer;

class BrokerRestartTest extends BrokerRestartTck {
    @Override
    protected ServerProcess broker() {
        return SqsServer.shared();
    }

    @Override
    protected MessageTransport transport() {
        return Fixtures.transport();
    }
}
