package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.rpc.BadRequest;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.SoldOut;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code and message of a failure reach grpc-java's client, which takes 8 KiB of metadata, and ours, however much there is to say. */
@Timeout(60)
class LargeDetailsTest {
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private final CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, SECONDS);

    private static CallHandler soldOut(String message, int detail) {
        return call -> {
            throw new CallFailure(new Failure(
                    Code.FAILED_PRECONDITION,
                    message,
                    "SoldOut",
                    new SoldOut.Detail("x".repeat(detail)),
                    List.of(),
                    true));
        };
    }

    private static CallHandler violations(int count) {
        return call -> {
            throw new CallFailure(new Failure(
                    Code.INVALID_ARGUMENT,
                    "invalid",
                    null,
                    null,
                    IntStream.range(0, count)
                            .mapToObj(i -> new Violation("/dishes/" + i + "/name", "\"\" (expected: a name of a dish)"))
                            .toList(),
                    true));
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000, 100_000})
    void a_stock_client_gets_code_and_message_whatever_the_detail(int detail) throws Exception {
        TestPeer.talk(
                soldOut("no soup", detail),
                channel -> assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Stock.COOK, options, "soup"))
                        .satisfies(e -> {
                            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                            assertThat(e.getStatus().getDescription()).isEqualTo("no soup");
                        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2000, 3000, 4000, 10_000})
    void a_stock_client_gets_a_long_message_beside_a_large_detail(int length) throws Exception {
        TestPeer.talk(
                soldOut("m".repeat(length), 3000),
                channel -> assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Stock.COOK, options, "soup"))
                        .satisfies(e -> {
                            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                            assertThat(e.getStatus().getDescription()).startsWith("m".repeat(100));
                        }));
    }

    @Test
    void a_stock_client_of_a_stream_gets_code_and_message_too() throws Exception {
        TestPeer.talk(
                soldOut("no soup", 8000),
                channel -> assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(
                                () -> ClientCalls.blockingServerStreamingCall(channel, Stock.COURSES, options, "soup")
                                        .hasNext())
                        .satisfies(e -> {
                            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                            assertThat(e.getStatus().getDescription()).isEqualTo("no soup");
                        }));
    }

    @Test
    void of_many_violations_a_stock_client_gets_some() throws Exception {
        TestPeer.talk(
                violations(100),
                channel -> assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Stock.COOK, options, "soup"))
                        .satisfies(e -> {
                            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                            com.google.rpc.Status status = com.google.rpc.Status.parseFrom(
                                    e.getTrailers().get(DETAILS));
                            BadRequest request = status.getDetails(1).unpack(BadRequest.class);
                            assertThat(request.getFieldViolationsCount()).isBetween(20, 100);
                            assertThat(request.getFieldViolations(0).getField()).isEqualTo("/dishes/0/name");
                        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {11_000, 100_000})
    void our_client_gets_code_message_and_whether_a_retry_is_safe_whatever_the_detail(int detail) throws Exception {
        try (TestPeer peer = TestPeer.serving(soldOut("no soup", detail))) {
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> peer.transport.call(peer.endpoint, TestPeer.call("cook", new Dish("soup"))))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION);
                        assertThat(e).hasMessage("no soup");
                        assertThat(e.retrySafe()).isTrue();
                    });
        }
    }

    /** It says that it takes 16 KiB. */
    @ParameterizedTest
    @ValueSource(ints = {5000, 10_000})
    void our_client_gets_a_detail_that_it_takes(int detail) throws Exception {
        try (TestPeer peer = TestPeer.serving(soldOut("no soup", detail))) {
            assertThatExceptionOfType(SoldOut.class)
                    .isThrownBy(() -> peer.transport.call(peer.endpoint, TestPeer.call("cook", new Dish("soup"))))
                    .satisfies(e -> assertThat(e.detail()).isEqualTo(new SoldOut.Detail("x".repeat(detail))));
        }
    }
}
