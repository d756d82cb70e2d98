package io.quintet.transport.http;

import io.quintet.contract.ComponentModel;
import io.quintet.contract.HttpModel;
import io.quintet.spi.BoundOperation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation as the calling side needs it on every call. */
final class CalledOperation {
    private final BoundOperation bound;
    private final String name;
    private final HttpModel http;
    private final @Nullable String fixedTarget;
    /** Encoded literals, each with its slash, and components, in turn as they stand in the path. */
    private final List<Object> path = new ArrayList<>();

    CalledOperation(BoundOperation bound) {
        this.bound = bound;
        this.name = bound.model().qualifiedName();
        this.http = bound.model().http();
        StringBuilder literal = new StringBuilder();
        for (HttpModel.Segment segment : http.path()) {
            literal.append('/');
            switch (segment) {
                case HttpModel.Segment.Literal fixed -> Percent.encode(literal, fixed.text());
                case HttpModel.Segment.Variable variable -> {
                    path.add(literal.toString());
                    path.add(variable.component());
                    literal.setLength(0);
                }
            }
        }
        path.add(literal.toString());
        this.fixedTarget = path.size() == 1 && http.query().isEmpty() ? literal.toString() : null;
    }

    String name() {
        return name;
    }

    /** The media type of the response, or null where there is none. */
    @Nullable
    String accept() {
        return bound.responses() == null ? null : bound.codec().mediaType();
    }

    String method() {
        return http.method().name();
    }

    /** Path and query for a request; a refusal when a path variable is null or empty, since no route would match. */
    String target(Object request) {
        if (fixedTarget != null) {
            return fixedTarget;
        }
        StringBuilder out = new StringBuilder(64);
        for (Object part : path) {
            if (part instanceof ComponentModel component) {
                String text = component.text(request);
                if (text == null || text.isEmpty()) {
                    throw RequestBinding.invalid(
                            "/" + component.name(),
                            (text == null ? "null" : "\"\"") + " (expected: not empty, it is part of the path)");
                }
                Percent.encode(out, text);
            } else {
                out.append(part);
            }
        }
        char separator = '?';
        for (ComponentModel component : http.query()) {
            String text = component.text(request);
            if (text != null) {
                out.append(separator).append(component.name()).append('=');
                Percent.encode(out, text);
                separator = '&';
            }
        }
        return out.toString();
    }

    /** The body, or null where the method has none. */
    byte @Nullable [] body(Object request) {
        if (!http.body()) {
            return null;
        }
        return http.outsideBody().isEmpty()
                ? bound.requests().encode(request)
                : bound.requests().encodeWithout(request, http.outsideBody());
    }
}
