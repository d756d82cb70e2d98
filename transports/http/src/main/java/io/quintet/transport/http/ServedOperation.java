package io.quintet.transport.http;

import io.quintet.InteractionStyle;
import io.quintet.contract.ComponentModel;
import io.quintet.contract.HttpModel;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Codec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An operation as the receiving side needs it on every request.
 *
 * @param bound the operation, in the format the service is configured with
 * @param formats all formats it is served in
 * @param handler handles it
 * @param pathVariables the components in the path, in order
 * @param query the components in the query, by name
 * @param readsBody whether components travel in the body
 * @param headers those of every success, names and values in turn
 * @param tagged whether a success has an entity tag
 */
record ServedOperation(
        BoundOperation bound,
        Formats formats,
        CallHandler handler,
        List<ComponentModel> pathVariables,
        Map<String, ComponentModel> query,
        boolean readsBody,
        List<String> headers,
        boolean tagged) {
    static ServedOperation of(BoundOperation bound, CallHandler handler, Iterable<Codec> codecs) {
        HttpModel http = bound.model().http();
        List<ComponentModel> variables = new ArrayList<>();
        for (HttpModel.Segment segment : http.path()) {
            if (segment instanceof HttpModel.Segment.Variable variable) {
                variables.add(variable.component());
            }
        }
        Map<String, ComponentModel> query = new HashMap<>();
        http.query().forEach(component -> query.put(component.name(), component));
        int components = bound.model().request().getRecordComponents().length;
        boolean readsBody = http.body() && components > http.outsideBody().size();
        Formats formats = Formats.of(bound, codecs);
        List<String> headers = new ArrayList<>();
        if (formats.many()) {
            headers.addAll(List.of(HttpNames.VARY, HttpNames.ACCEPT));
        }
        String cacheControl = http.cacheControl();
        if (cacheControl != null) {
            headers.addAll(List.of(HttpNames.CACHE_CONTROL, cacheControl));
        }
        return new ServedOperation(
                bound,
                formats,
                handler,
                List.copyOf(variables),
                Map.copyOf(query),
                readsBody,
                List.copyOf(headers),
                cacheControl != null && !cacheControl.contains("no-store"));
    }

    String name() {
        return bound.model().qualifiedName();
    }

    /** Whether a caller may have the response later. */
    boolean detachable() {
        return bound.model().style() == InteractionStyle.ASYNC_REQUEST_RESPONSE;
    }
}
