package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.quintet.codec.json.JsonCodec;
import io.quintet.spi.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** grpc-java's client asks our server what it serves. */
@Timeout(60)
class ReflectionTest {

    private static Object nothing(Call call) {
        throw new AssertionError(call);
    }

    /** Some questions on one stream, and the answers to them. */
    private static List<ServerReflectionResponse> ask(Channel channel, ServerReflectionRequest... questions)
            throws Exception {
        BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        StreamObserver<ServerReflectionRequest> requests = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(ServerReflectionGrpc.getServerReflectionInfoMethod(), options()),
                new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse value) {
                        told.add(value);
                    }

                    @Override
                    public void onError(Throwable t) {
                        told.add(t);
                    }

                    @Override
                    public void onCompleted() {
                        told.add("end");
                    }
                });
        List<ServerReflectionResponse> answers = new ArrayList<>();
        for (ServerReflectionRequest question : questions) {
            requests.onNext(question);
            Object answer = told.poll(10, SECONDS);
            assertThat(answer).isInstanceOf(ServerReflectionResponse.class);
            answers.add((ServerReflectionResponse) answer);
            assertThat(answers.getLast().getOriginalRequest()).isEqualTo(question);
        }
        requests.onCompleted();
        assertThat(told.poll(10, SECONDS)).isEqualTo("end");
        return answers;
    }

    private static ServerReflectionRequest list() {
        return ServerReflectionRequest.newBuilder().setListServices("*").build();
    }

    private static ServerReflectionRequest symbol(String name) {
        return ServerReflectionRequest.newBuilder()
                .setHost("here")
                .setFileContainingSymbol(name)
                .build();
    }

    private static FileDescriptorProto file(ServerReflectionResponse response) throws Exception {
        List<ByteString> files = response.getFileDescriptorResponse().getFileDescriptorProtoList();
        assertThat(files).as("%s", response).hasSize(1);
        return FileDescriptorProto.parseFrom(files.getFirst());
    }

    private static CallOptions options() {
        return CallOptions.DEFAULT.withDeadlineAfter(20, SECONDS);
    }

    @Test
    void services_are_listed() throws Exception {
        TestPeer.talk(
                ReflectionTest::nothing,
                channel -> assertThat(
                                ask(channel, list()).getFirst().getListServicesResponse().getServiceList().stream()
                                        .map(ServiceResponse::getName))
                        .containsExactly(
                                "grpc.health.v1.Health",
                                "grpc.reflection.v1.ServerReflection",
                                "grpc.reflection.v1alpha.ServerReflection",
                                "test_kitchen.TestKitchen"));
    }

    @Test
    void symbols_are_described_as_protoc_describes_the_document() throws Exception {
        TestPeer.talk(ReflectionTest::nothing, channel -> {
            for (ServerReflectionResponse answer : ask(
                    channel,
                    symbol("test_kitchen.TestKitchen"),
                    symbol("test_kitchen.TestKitchen.Cook"),
                    symbol("test_kitchen.Dish"))) {
                assertThat(file(answer))
                        .isEqualTo(Stock.FILE.toProto().toBuilder()
                                .setName("test_kitchen.proto")
                                .build());
            }
        });
    }

    @Test
    void a_file_can_be_asked_for_with_all_that_it_imports() throws Exception {
        TestPeer.talk(ReflectionTest::nothing, channel -> {
            Set<String> known = new HashSet<>();
            List<String> missing = new ArrayList<>(List.of("test_kitchen.proto"));
            while (!missing.isEmpty()) {
                String name = missing.removeFirst();
                FileDescriptorProto file = file(ask(
                                channel,
                                ServerReflectionRequest.newBuilder()
                                        .setFileByFilename(name)
                                        .build())
                        .getFirst());
                known.add(file.getName());
                missing.addAll(file.getDependencyList());
            }
            assertThat(known).containsExactlyInAnyOrder("test_kitchen.proto", "google/protobuf/empty.proto");
        });
    }

    @Test
    void what_is_not_there_is_told_and_the_stream_goes_on() throws Exception {
        TestPeer.talk(ReflectionTest::nothing, channel -> {
            List<ServerReflectionResponse> answers = ask(
                    channel,
                    symbol("test_kitchen.Oven"),
                    ServerReflectionRequest.newBuilder()
                            .setAllExtensionNumbersOfType("test_kitchen.Dish")
                            .build(),
                    ServerReflectionRequest.getDefaultInstance(),
                    symbol("test_kitchen.Dish"));
            assertThat(answers.stream()
                            .limit(3)
                            .map(answer -> answer.getErrorResponse().getErrorCode()))
                    .containsExactly(
                            Status.Code.NOT_FOUND.value(),
                            Status.Code.NOT_FOUND.value(),
                            Status.Code.INVALID_ARGUMENT.value());
            assertThat(answers.getFirst().getErrorResponse().getErrorMessage()).contains("test_kitchen.Oven");
            assertThat(answers.getFirst().getValidHost()).isEqualTo("here");
            assertThat(file(answers.getLast()).getName()).isEqualTo("test_kitchen.proto");
        });
    }

    @Test
    void the_older_version_is_served_too() throws Exception {
        TestPeer.talk(ReflectionTest::nothing, channel -> {
            BlockingQueue<io.grpc.reflection.v1alpha.ServerReflectionResponse> told = new LinkedBlockingQueue<>();
            StreamObserver<io.grpc.reflection.v1alpha.ServerReflectionRequest> requests =
                    ClientCalls.asyncBidiStreamingCall(
                            channel.newCall(
                                    io.grpc.reflection.v1alpha.ServerReflectionGrpc.getServerReflectionInfoMethod(),
                                    options()),
                            new StreamObserver<>() {
                                @Override
                                public void onNext(io.grpc.reflection.v1alpha.ServerReflectionResponse value) {
                                    told.add(value);
                                }

                                @Override
                                public void onError(Throwable t) {
                                    throw new AssertionError(t);
                                }

                                @Override
                                public void onCompleted() {}
                            });
            requests.onNext(io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
                    .setListServices("*")
                    .build());
            assertThat(told.poll(10, SECONDS).getListServicesResponse().getServiceCount())
                    .isEqualTo(4);
            requests.onCompleted();
        });
    }

    @Test
    void a_service_with_another_codec_is_listed_and_not_described() throws Exception {
        try (GrpcTransport transport = TestPeer.transport()) {
            var endpoint = transport.serve(TestPeer.operations(Bakery.class, new JsonCodec()), ReflectionTest::nothing);
            TestPeer.talk(TestPeer.channel(endpoint), channel -> {
                List<ServerReflectionResponse> answers = ask(channel, list(), symbol("bakery.Bakery"));
                assertThat(answers.getFirst().getListServicesResponse().getServiceList())
                        .extracting(ServiceResponse::getName)
                        .contains("bakery.Bakery");
                assertThat(answers.getLast().getErrorResponse().getErrorMessage())
                        .contains("codec protobuf");
            });
        }
    }

    @Test
    void it_can_be_switched_off() throws Exception {
        TestPeer.talk(
                ReflectionTest::nothing,
                channel -> {
                    BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
                    ClientCalls.asyncBidiStreamingCall(
                            channel.newCall(ServerReflectionGrpc.getServerReflectionInfoMethod(), options()),
                            new StreamObserver<>() {
                                @Override
                                public void onNext(ServerReflectionResponse value) {
                                    throw new AssertionError(value);
                                }

                                @Override
                                public void onError(Throwable t) {
                                    told.add(t);
                                }

                                @Override
                                public void onCompleted() {}
                            });
                    assertThat(told.poll(10, SECONDS))
                            .isInstanceOfSatisfying(
                                    StatusRuntimeException.class,
                                    e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
                },
                "reflection",
                "false");
    }
}
