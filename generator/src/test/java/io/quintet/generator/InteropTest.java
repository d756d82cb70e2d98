package io.quintet.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.testing.integration.AbstractInteropTest;
import io.quintet.Quintet;
import io.quintet.servers.Ports;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** grpc-java's own client of grpc's interoperability tests calls a contract that was generated from their document. */
@Timeout(60)
class InteropTest {
    private static Quintet quintet;
    private static int port;

    /** A case as grpc-java has it; docs/generate.md says which are not here, and why. */
    @SuppressWarnings("ImmutableEnumChecker") // the functions are pure
    enum Case {
        EMPTY_UNARY(AbstractInteropTest::emptyUnary),
        LARGE_UNARY(AbstractInteropTest::largeUnary),
        CLIENT_STREAMING(AbstractInteropTest::clientStreaming),
        SERVER_STREAMING(AbstractInteropTest::serverStreaming),
        PING_PONG(AbstractInteropTest::pingPong),
        EMPTY_STREAM(AbstractInteropTest::emptyStream),
        CANCEL_AFTER_BEGIN(AbstractInteropTest::cancelAfterBegin),
        CANCEL_AFTER_FIRST_RESPONSE(AbstractInteropTest::cancelAfterFirstResponse),
        TIMEOUT_ON_SLEEPING_SERVER(AbstractInteropTest::timeoutOnSleepingServer),
        STATUS_CODE_AND_MESSAGE(AbstractInteropTest::statusCodeAndMessage),
        SPECIAL_STATUS_MESSAGE(AbstractInteropTest::specialStatusMessage),
        UNIMPLEMENTED_METHOD(AbstractInteropTest::unimplementedMethod),
        UNIMPLEMENTED_SERVICE(AbstractInteropTest::unimplementedService),
        FULL_DUPLEX(AbstractInteropTest::fullDuplexCallShouldSucceed),
        HALF_DUPLEX(AbstractInteropTest::halfDuplexCallShouldSucceed),
        FLOW_CONTROL(AbstractInteropTest::serverStreamingShouldBeFlowControlled),
        DEADLINE_EXCEEDED(orInOurWords(AbstractInteropTest::deadlineExceeded)),
        DEADLINE_EXCEEDED_SERVER_STREAMING(AbstractInteropTest::deadlineExceededServerStreaming),
        DEADLINE_IN_PAST(AbstractInteropTest::deadlineInPast),
        DEADLINE_NOT_EXCEEDED(AbstractInteropTest::deadlineNotExceeded),
        EMPTY_UNARY_WITH_RETRIABLE_STREAM(AbstractInteropTest::emptyUnaryWithRetriableStream),
        VERY_LARGE_REQUEST(AbstractInteropTest::veryLargeRequest),
        VERY_LARGE_RESPONSE(AbstractInteropTest::veryLargeResponse),
        CLIENT_COMPRESSED_UNARY(client -> client.clientCompressedUnary(Case.WITHOUT_PROBE)),
        CLIENT_COMPRESSED_STREAMING(client -> client.clientCompressedStreaming(Case.WITHOUT_PROBE)),
        GRACEFUL_SHUTDOWN(AbstractInteropTest::gracefulShutdown);

        /** The probe expects that a handler can tell whether a message was compressed. */
        private static final boolean WITHOUT_PROBE = false;

        private final Body body;

        Case(Body body) {
            this.body = body;
        }

        /** The case asks for the code and then for the words of grpc-java; where our server is first, they are ours. */
        private static Body orInOurWords(Body body) {
            return client -> {
                try {
                    body.run(client);
                } catch (AssertionError e) {
                    assertThat(e).hasMessageMatching("test-service\\.streamingOutputCall: not done within [0-9]+ ms");
                }
            };
        }
    }

    interface Body {
        void run(AbstractInteropTest client) throws Exception;
    }

    private static final class Client extends AbstractInteropTest {
        @Override
        protected ManagedChannelBuilder<?> createChannelBuilder() {
            return NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .maxInboundMessageSize(MAX_MESSAGE_SIZE);
        }

        @Override
        protected boolean metricsExpected() {
            return false;
        }
    }

    @BeforeAll
    static void serve(@TempDir Path documents, @TempDir Path out) throws Exception {
        Workbench bench = new Workbench(documents);
        for (String name : new String[] {"empty", "messages", "test"}) {
            bench.with(
                    "grpc/testing/" + name + ".proto", AbstractInteropTest.class, "/grpc/testing/" + name + ".proto");
        }
        ClassLoader classes = Workbench.compile(
                out,
                bench.sources()
                        .with(Workbench.source(
                                "io/grpc/testing/integration/InteropService.java", "/interop/InteropService.java")));
        port = Ports.free();
        quintet = Quintet.builder()
                .name("interop")
                .environment(Map.of())
                .transport("grpc")
                .set("registry", "memory")
                .set("codec", "protobuf")
                .set("grpc.port", String.valueOf(port))
                .set("grpc.max-body", "16MiB")
                .build();
        serve(classes.loadClass("io.grpc.testing.integration.TestService"), classes);
    }

    private static <T> void serve(Class<T> contract, ClassLoader classes) throws Exception {
        Object service = classes.loadClass("io.grpc.testing.integration.InteropService")
                .getConstructor()
                .newInstance();
        assertThat(contract.isInstance(service)).isTrue();
        quintet.serve(contract, contract.cast(service));
    }

    @AfterAll
    static void close() {
        if (quintet != null) {
            quintet.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void passes(Case each) throws Exception {
        Client client = new Client();
        client.setUp();
        try {
            each.body.run(client);
        } finally {
            client.tearDown();
        }
    }
}
