package io.grpc.testing.integration;

import io.quintet.Code;
import io.quintet.QuintetException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The server of grpc's interoperability tests, over the contract that was generated from its document. */
public final class InteropService implements TestService {
    private static final Code[] CODES = {
        null,
        Code.CANCELLED,
        Code.UNKNOWN,
        Code.INVALID_ARGUMENT,
        Code.DEADLINE_EXCEEDED,
        Code.NOT_FOUND,
        Code.ALREADY_EXISTS,
        Code.PERMISSION_DENIED
    };

    @Override
    public Empty emptyCall(Empty request) {
        return request;
    }

    @Override
    public SimpleResponse unaryCall(SimpleRequest request) {
        fail(request.responseStatus());
        return new SimpleResponse(
                Optional.of(payload(request.responseSize())), "", "", "", GrpclbRouteType.UNKNOWN, "");
    }

    @Override
    public SimpleResponse cacheableUnaryCall(SimpleRequest request) {
        return unaryCall(request);
    }

    @Override
    public Stream<StreamingOutputCallResponse> streamingOutputCall(StreamingOutputCallRequest request) {
        return responses(request);
    }

    @Override
    public StreamingInputCallResponse streamingInputCall(Stream<StreamingInputCallRequest> requests) {
        return new StreamingInputCallResponse(requests.mapToInt(each ->
                        each.payload().map(payload -> payload.body().length).orElse(0))
                .sum());
    }

    @Override
    public Stream<StreamingOutputCallResponse> fullDuplexCall(Stream<StreamingOutputCallRequest> requests) {
        return requests.flatMap(InteropService::responses);
    }

    @Override
    public Stream<StreamingOutputCallResponse> halfDuplexCall(Stream<StreamingOutputCallRequest> requests) {
        return requests.toList().stream().flatMap(InteropService::responses);
    }

    @Override
    public Empty unimplementedCall(Empty request) {
        throw QuintetException.refused(Code.UNIMPLEMENTED, "never implemented");
    }

    private static Stream<StreamingOutputCallResponse> responses(StreamingOutputCallRequest request) {
        fail(request.responseStatus());
        return request.responseParameters().stream().map(each -> {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(each.intervalUs()));
            return new StreamingOutputCallResponse(Optional.of(payload(each.size())));
        });
    }

    private static Payload payload(int size) {
        return new Payload(PayloadType.COMPRESSABLE, new byte[size]);
    }

    private static void fail(Optional<EchoStatus> status) {
        status.ifPresent(each -> {
            throw QuintetException.refused(CODES[each.code()], each.message());
        });
    }
}
