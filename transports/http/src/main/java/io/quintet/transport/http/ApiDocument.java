package io.quintet.transport.http;

import io.quintet.idl.openapi.ApiOperation;
import io.quintet.idl.openapi.OpenApiWriter;
import io.quintet.net.Reply;
import io.quintet.net.Work;
import io.quintet.spi.BoundOperation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document of what is served; written when it is first asked for, and again when more is served. */
final class ApiDocument {
    /** Where it is. */
    static final String PATH = "/openapi.json";

    private static final long TIMEOUT_NANOS = 30_000_000_000L;

    private final String title;
    private final String version;
    private List<ServedOperation> operations = List.of();
    private List<BoundOperation> events = List.of();
    private byte @Nullable [] written;

    ApiDocument(String title, String version) {
        this.title = title;
        this.version = version;
    }

    synchronized void operations(List<ServedOperation> all) {
        operations = List.copyOf(all);
        written = null;
    }

    synchronized void events(List<BoundOperation> all) {
        events = List.copyOf(all);
        written = null;
    }

    private synchronized byte[] bytes() {
        byte[] bytes = written;
        if (bytes == null) {
            List<ApiOperation> described = new ArrayList<>();
            operations.forEach(operation -> described.add(new ApiOperation(
                    operation.bound().model(), operation.formats().mediaTypes())));
            events.forEach(event -> described.add(new ApiOperation(event.model(), List.of())));
            bytes = OpenApiWriter.write(title, version, described);
            written = bytes;
        }
        return bytes;
    }

    /** What answers a request for it. */
    Work asked(String ifNoneMatch) {
        return new Work() {
            @Override
            public long timeoutNanos() {
                return TIMEOUT_NANOS;
            }

            @Override
            public Reply run(byte[] body) {
                Reply reply = Reply.of(200, "application/json", bytes()).with(HttpNames.CACHE_CONTROL, "no-cache");
                return EntityTag.conditional(reply, ifNoneMatch);
            }

            @Override
            public Reply expired() {
                return Problems.late(PATH);
            }
        };
    }
}
