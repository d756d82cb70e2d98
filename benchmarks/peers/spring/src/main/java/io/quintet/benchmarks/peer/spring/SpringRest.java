package io.quintet.benchmarks.peer.spring;

import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.CallTechnology;
import io.quintet.benchmarks.calls.Order;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A controller on Tomcat and a RestClient, both configured by Spring Boot, with virtual threads; no actuator, so no metrics. */
abstract class SpringRest implements CallTechnology {
    private final String factory;

    /** With one of Spring Boot's {@code spring.http.clients.imperative.factory}. */
    SpringRest(String factory) {
        this.factory = factory;
    }

    @Override
    public AutoCloseable serve(int port) {
        return new SpringApplicationBuilder(Server.class)
                .properties(Map.of("server.address", HOST, "server.port", port, "spring.threads.virtual.enabled", true))
                .properties("spring.grpc.server.enabled=false", "logging.level.root=warn")
                .run();
    }

    @Override
    public Caller caller(int port) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Client.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.threads.virtual.enabled", true))
                .properties("spring.grpc.server.enabled=false", "logging.level.root=warn")
                .properties("spring.http.clients.imperative.factory=" + factory)
                .properties("spring.http.clients.read-timeout=" + TIMEOUT)
                .run();
        RestClient client = context.getBean(RestClient.Builder.class)
                .baseUrl("http://" + HOST + ":" + port)
                .build();
        return new RestCaller(client, context);
    }

    private record RestCaller(RestClient client, ConfigurableApplicationContext context) implements Caller {
        @Override
        public Accepted place(String orderId) {
            Accepted accepted = client.post()
                    .uri("/orders/place")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Order.example(orderId))
                    .retrieve()
                    .body(Accepted.class);
            if (accepted == null) {
                throw new IllegalStateException("response: empty");
            }
            return accepted;
        }

        @Override
        public void close() {
            SpringApplication.exit(context);
        }
    }

    /** The service. */
    @EnableAutoConfiguration
    @Import(Orders.class)
    static class Server {}

    /** The caller. */
    @EnableAutoConfiguration
    static class Client {}

    /** The handler. */
    @RestController
    static class Orders {
        @PostMapping("/orders/place")
        Accepted place(@RequestBody Order order) {
            return Accepted.of(order);
        }
    }
}
