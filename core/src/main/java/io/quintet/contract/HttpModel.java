package io.quintet.contract;

import io.quintet.Http;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The REST shape of an operation.
 *
 * @param method the HTTP method
 * @param path the path's segments, in order
 * @param query the components that travel in the query
 * @param body whether there is a body, and the components outside of path and query travel in it
 * @param outsideBody the names of the components in path and query
 * @param status the status of a success
 * @param cacheControl how a success may be kept; null where the method is not GET
 */
public record HttpModel(
        Http.Method method,
        List<Segment> path,
        List<ComponentModel> query,
        boolean body,
        Set<String> outsideBody,
        int status,
        @Nullable String cacheControl) {
    /** One part of a path between slashes. */
    public sealed interface Segment {
        /** Fixed text. */
        record Literal(String text) implements Segment {}

        /** The value of a component. */
        record Variable(ComponentModel component) implements Segment {}
    }
}
