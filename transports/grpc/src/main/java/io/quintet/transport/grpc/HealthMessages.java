package io.quintet.transport.grpc;

import io.quintet.QuintetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two messages of health checks. */
final class HealthMessages {
    static final String CONTENT_TYPE = ContentTypes.GRPC + "+proto";
    static final int MOST_BYTES = 1024;

    private HealthMessages() {}

    /** The service that is asked for. */
    static String service(byte @Nullable [] request) {
        if (request == null) {
            throw QuintetException.invalid("no message (expected: a HealthCheckRequest)", List.of());
        }
        String service = "";
        try {
            ProtoInput in = new ProtoInput(request);
            for (int field = in.next(); field != 0; field = in.next()) {
                if (field == 1) {
                    service = in.text();
                } else {
                    in.skip();
                }
            }
        } catch (IllegalArgumentException e) {
            throw QuintetException.invalid("not a HealthCheckRequest: " + e.getMessage(), List.of());
        }
        return service;
    }

    static byte[] response(int status) {
        return Frames.of(new ProtoOutput().number(1, status).toBytes());
    }
}
