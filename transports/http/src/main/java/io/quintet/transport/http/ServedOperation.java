package io.quintet.transport.http;

import io.quintet.contract.ComponentModel;
import io.quintet.contract.HttpModel;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An operation as the receiving side needs it on every request.
 *
 * @param bound the operation
 * @param handler handles it
 * @param pathVariables the components in the path, in order
 * @param query the components in the query, by name
 * @param readsBody whether components travel in the body
 */
record ServedOperation(
        BoundOperation bound,
        CallHandler handler,
        List<ComponentModel> pathVariables,
        Map<String, ComponentModel> query,
        boolean readsBody) {
    static ServedOperation of(BoundOperation bound, CallHandler handler) {
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
        return new ServedOperation(bound, handler, List.copyOf(variables), Map.copyOf(query), readsBody);
    }

    String name() {
        return bound.model().qualifiedName();
    }
}
