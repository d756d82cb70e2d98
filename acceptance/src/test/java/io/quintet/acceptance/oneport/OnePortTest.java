package io.quintet.acceptance.oneport;

import static java.net.http.HttpClient.Version.HTTP_1_1;
import static java.net.http.HttpClient.Version.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.quintet.ConfigurationException;
import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.acceptance.oneport.Desk.Visitor;
import io.quintet.config.Settings;
import io.quintet.net.pki.Certificates;
import io.quintet.servers.Ports;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** One port of one instance, for REST and gRPC; nothing but {@code http.…} says where it is and whether it speaks TLS. */
@Timeout(60)
@ParameterizedClass(name = "with TLS: {0}")
@ValueSource(booleans = {false, true})
class OnePortTest {
    @Parameter
    boolean tls;

    @TempDir
    Path directory;

    private final Clerk clerk = new Clerk();
    private final List<AutoCloseable> started = new ArrayList<>();
    private Settings shown;
    private int port;

    @BeforeEach
    void begin() throws Exception {
        shown = new Certificates(directory, "authority").forLoopback("desk");
        port = Ports.free();
    }

    @AfterEach
    void end() throws Exception {
        clerk.gate.countDown();
        for (AutoCloseable each : started.reversed()) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        started.add(closeable);
        return closeable;
    }

    private QuintetBuilder configured(String name) {
        QuintetBuilder builder = Quintet.builder()
                .name(name)
                .environment(Map.of())
                .set("registry", "memory")
                .set("codec", "protobuf")
                .set("transports.calls", "http")
                .set("transports.messages", "memory")
                .set("memory.broker", directory.toString())
                .set("operations.desk.greet.transport", "grpc")
                .set("operations.desk.cheer.transport", "grpc")
                .set("discovery.quiet", "20ms");
        if (tls) {
            shown.all().forEach((setting, value) -> builder.set("http." + setting, value));
        }
        return builder;
    }

    private QuintetBuilder desk() {
        return configured("desk-service").set("http.port", Integer.toString(port));
    }

    private Quintet serving(QuintetBuilder builder) {
        Quintet quintet = closing(builder.build());
        quintet.serve(Desk.class, clerk);
        return quintet;
    }

    private Desk client() {
        return closing(configured("visitor-service").build()).client(Desk.class);
    }

    private Peers peers(int at) throws Exception {
        return closing(new Peers(at, tls ? shown.text("tls.trust").orElseThrow() : null));
    }

    private boolean open(int at) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at)) {
            return socket.isConnected();
        } catch (SocketException e) {
            return !(e instanceof ConnectException); // one that comes while it closes is reset
        }
    }

    @Test
    void the_jdks_client_and_grpc_java_and_ours_are_served_at_once() throws Exception {
        serving(desk());
        Peers peers = peers(port);
        Desk desk = client();
        // without TLS the JDK's client upgrades, with TLS it negotiates
        List<Callable<String>> asking = List.of(
                () -> peers.get(HTTP_1_1, "/visitors/Ada"),
                () -> peers.get(HTTP_2, "/visitors/Ada"),
                () -> peers.greet("Ada"),
                () -> peers.cheer("Ada").toString(),
                () -> desk.visit(new Visitor("Ada")).text(),
                () -> desk.greet(new Visitor("Ada")).text(),
                () -> desk.cheer(new Visitor("Ada"))
                        .map(Desk.Greeting::text)
                        .toList()
                        .toString());
        List<String> answers = List.of(
                "HTTP_1_1 200 {\"text\":\"REST Ada\"}",
                "HTTP_2 200 {\"text\":\"REST Ada\"}",
                "gRPC Ada",
                "[hip Ada, hooray Ada]",
                "REST Ada",
                "gRPC Ada",
                "[hip Ada, hooray Ada]");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                List<String> got = new ArrayList<>();
                for (Future<String> answer : threads.invokeAll(asking)) {
                    got.add(answer.get());
                }
                assertThat(got).isEqualTo(answers);
            }
        }
    }

    @Test
    void an_address_without_a_registry_is_that_of_both() throws Exception {
        serving(desk());
        String address = (tls ? "https" : "http") + "://127.0.0.1:" + port;
        Desk desk = closing(configured("visitor-service")
                        .set("endpoints.desk", address)
                        .build())
                .client(Desk.class);
        assertThat(desk.visit(new Visitor("Ada")).text()).isEqualTo("REST Ada");
        assertThat(desk.greet(new Visitor("Ada")).text()).isEqualTo("gRPC Ada");
    }

    @Test
    void what_browsers_and_probes_ask_for_is_there() throws Exception {
        Quintet quintet = serving(desk().set("http.cors.origins", "https://page.example"));
        quintet.expose(Desk.News.class);
        Peers peers = peers(port);
        assertThat(peers.get(HTTP_1_1, "/health/live")).isEqualTo("HTTP_1_1 200 {\"status\":\"live\"}");
        assertThat(peers.get(HTTP_2, "/health/ready")).isEqualTo("HTTP_2 200 {\"status\":\"ready\"}");
        assertThat(peers.health()).isEqualTo("SERVING");
        assertThat(peers.get(HTTP_2, "/openapi.json")).contains("\"/visitors/{name}\"");
        HttpResponse<String> preflight = peers.send(
                HTTP_2,
                "OPTIONS",
                "/visitors/Ada",
                "Origin",
                "https://page.example",
                "Access-Control-Request-Method",
                "GET");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://page.example");

        Iterator<String> lines = peers.lines("/desk-news/opened");
        assertThat(lines.next()).isEqualTo("retry: 3000");
        quintet.client(Desk.News.class).opened(new Desk.Opened("Ada"));
        String line = lines.next();
        while (!line.startsWith("data:")) {
            line = lines.next();
        }
        assertThat(line).isEqualTo("data: {\"by\":\"Ada\"}");
    }

    @Test
    void grpc_over_http_1_is_told_what_it_needs() throws Exception {
        serving(desk());
        HttpResponse<String> response =
                peers(port).send(HTTP_1_1, "POST", "/desk.Desk/Greet", "Content-Type", "application/grpc");
        assertThat(response.statusCode()).isEqualTo(505);
        assertThat(response.body()).contains("expected: HTTP/2");
    }

    @Test
    void grpc_has_a_port_of_its_own_where_that_is_set_apart() throws Exception {
        int apart = Ports.free();
        serving(desk().set("grpc.port", Integer.toString(apart)));
        assertThat(peers(apart).greet("Ada")).isEqualTo("gRPC Ada"); // with http's TLS
        Peers rest = peers(port);
        assertThat(rest.get(HTTP_1_1, "/visitors/Ada")).contains("REST Ada");
        assertThatThrownBy(() -> rest.greet("Ada")).isInstanceOf(StatusRuntimeException.class);
        assertThat(peers(apart).get(HTTP_1_1, "/visitors/Ada")).startsWith("HTTP_1_1 415 expected: gRPC");
        assertThat(client().greet(new Visitor("Ada")).text()).isEqualTo("gRPC Ada");
    }

    @Test
    void settings_that_contradict_those_of_the_port_are_told_with_the_mend() {
        QuintetBuilder builder = desk().set("grpc.max-headers", "32KiB");
        assertThatThrownBy(() -> serving(builder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("code: grpc.max-headers: \"32KiB\" (expected: 16384, as http.max-headers is, for both are"
                        + " served at one port; or a port for each, by grpc.port and http.port)");
    }

    @Test
    void a_port_in_use_is_told_once_and_nothing_stays_open() throws Exception {
        try (ServerSocket holder = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Quintet quintet = closing(desk().build());
            assertThatThrownBy(() -> quintet.serve(Desk.class, clerk))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("http.port: \"" + holder.getLocalPort() + "\"")
                    .hasMessageContaining("is in use")
                    .hasNoSuppressedExceptions();
            quintet.close();
        }
        assertThat(open(port)).isFalse();
    }

    @Test
    void an_instance_that_closes_finishes_the_calls_of_both() throws Exception {
        Quintet quintet = serving(desk());
        Peers peers = peers(port);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> rest = threads.submit(() -> peers.get(HTTP_1_1, "/visitors/slow"));
            Future<String> grpc = threads.submit(() -> peers.greet("slow"));
            assertThat(clerk.waiting.await(20, TimeUnit.SECONDS)).isTrue();
            Future<?> closing = threads.submit(quintet::close);
            clerk.gate.countDown();
            assertThat(rest.get(20, TimeUnit.SECONDS)).isEqualTo("HTTP_1_1 200 {\"text\":\"REST slow\"}");
            assertThat(grpc.get(20, TimeUnit.SECONDS)).isEqualTo("gRPC slow");
            closing.get(20, TimeUnit.SECONDS);
        }
        assertThat(open(port)).isFalse();
    }

    @Test
    void two_instances_in_one_process_have_a_port_each() throws Exception {
        serving(desk());
        int other = Ports.free();
        serving(configured("desk-service").set("http.port", Integer.toString(other)));
        for (int each : new int[] {port, other}) {
            assertThat(peers(each).greet("Ada")).isEqualTo("gRPC Ada");
            assertThat(peers(each).get(HTTP_1_1, "/visitors/Ada")).contains("REST Ada");
        }
        QuintetBuilder third = desk();
        assertThatThrownBy(() -> serving(third)).hasMessageContaining("is in use");
    }
}
