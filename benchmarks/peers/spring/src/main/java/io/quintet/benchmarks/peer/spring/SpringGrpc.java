package io.quintet.benchmarks.peer.spring;

import io.quintet.benchmarks.calls.CallTechnology;
import io.quintet.benchmarks.peer.grpc.OrdersDesk;
import io.quintet.benchmarks.peer.grpc.StubCaller;
import io.quintet.benchmarks.peer.messages.OrdersGrpc;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.server.service.GrpcService;

/** Spring gRPC's server and channel, both configured by Spring Boot, with virtual threads; no actuator, so no metrics. */
public final class SpringGrpc implements CallTechnology {
    /** Made by the process. */
    public SpringGrpc() {}

    private static ConfigurableApplicationContext start(Class<?> application, String... properties) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties("spring.threads.virtual.enabled=true", "logging.level.root=warn")
                .properties(properties)
                .run();
    }

    @Override
    public AutoCloseable serve(int port) {
        return start(Server.class, "spring.grpc.server.address=" + HOST + ":" + port);
    }

    @Override
    public Caller caller(int port) {
        ConfigurableApplicationContext context = start(
                Client.class,
                "spring.grpc.server.enabled=false",
                "spring.grpc.client.channels.orders.address=static://" + HOST + ":" + port);
        return new StubCaller(
                OrdersGrpc.newBlockingStub(
                        context.getBean(GrpcChannelFactory.class).createChannel("orders")),
                context);
    }

    /** The service. */
    @EnableAutoConfiguration
    @Import(Desk.class)
    static class Server {}

    /** The caller. */
    @EnableAutoConfiguration
    static class Client {}

    /** The handler. */
    @GrpcService
    static class Desk extends OrdersDesk {}
}
