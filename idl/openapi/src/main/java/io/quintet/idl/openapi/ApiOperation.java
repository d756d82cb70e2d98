package io.quintet.idl.openapi;

import io.quintet.InteractionStyle;
import io.quintet.contract.ComponentModel;
import io.quintet.contract.HttpModel;
import io.quintet.contract.OperationModel;
import io.quintet.type.Component;
import io.quintet.type.RecordType;
import java.util.List;

/**
 * An operation that is served over HTTP; one in the style publish/subscribe is served as a stream of events.
 *
 * @param model the operation
 * @param mediaTypes those of requests and responses, the preferred one first; a stream of events has JSON, whatever stands here
 */
public record ApiOperation(OperationModel model, List<String> mediaTypes) {
    static final String JSON = "application/json";

    /** Copies the list. */
    public ApiOperation {
        mediaTypes = List.copyOf(mediaTypes);
    }

    boolean events() {
        return model.style() == InteractionStyle.PUBLISH_SUBSCRIBE;
    }

    /** Whether its records travel as JSON, the one format that schemas describe. */
    boolean json() {
        return events() || mediaTypes.contains(JSON);
    }

    /** Whether some component travels in the body. */
    boolean readsBody() {
        HttpModel http = model.http();
        return !events()
                && http.body()
                && request().components().size() > http.outsideBody().size();
    }

    /** Whether the caller may have the response later. */
    boolean detachable() {
        return model.style() == InteractionStyle.ASYNC_REQUEST_RESPONSE;
    }

    /** Whether responses have an entity tag. */
    boolean tagged() {
        String cacheControl = model.http().cacheControl();
        return cacheControl != null && !cacheControl.contains("no-store");
    }

    RecordType request() {
        return RecordType.of(model.request());
    }

    /** The components that travel in the body. */
    List<Component> bodyComponents() {
        return request().components().stream()
                .filter(component -> !model.http().outsideBody().contains(component.name()))
                .toList();
    }

    /** The component of the request that travels in path or query. */
    Component component(ComponentModel outside) {
        Component component = request().component(outside.name());
        if (component == null) {
            throw new IllegalStateException(model.qualifiedName() + " has no component " + outside);
        }
        return component;
    }
}
