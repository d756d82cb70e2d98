package io.quintet.idl.openapi;

import io.quintet.contract.HttpModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operations by path. Paths that differ just in the names of their variables are one, since OpenAPI takes them for the same; the
 * operation whose name comes first names the variables, which do not travel.
 */
final class Paths {
    /**
     * The operations at a path.
     *
     * @param variables the names that its variables have in the document
     * @param operations at most one per method, in the order of methods
     */
    record Item(List<String> variables, List<ApiOperation> operations) {}

    private Paths() {}

    /** The items by template, in the order of templates. */
    static Map<String, Item> of(Collection<ApiOperation> operations) {
        Map<String, String> templates = new HashMap<>();
        Map<String, Item> items = new TreeMap<>();
        for (ApiOperation operation : operations) {
            List<String> variables = new ArrayList<>();
            StringBuilder shape = new StringBuilder();
            StringBuilder template = new StringBuilder();
            for (HttpModel.Segment segment : operation.model().http().path()) {
                switch (segment) {
                    case HttpModel.Segment.Literal literal -> {
                        String encoded = "/" + encoded(literal.text());
                        shape.append(encoded);
                        template.append(encoded);
                    }
                    case HttpModel.Segment.Variable variable -> {
                        variables.add(variable.component().name());
                        shape.append("/{}");
                        template.append("/{")
                                .append(variable.component().name())
                                .append('}');
                    }
                }
            }
            String path = templates.computeIfAbsent(shape.toString(), first -> template.toString());
            items.computeIfAbsent(path, first -> new Item(variables, new ArrayList<>()))
                    .operations()
                    .add(operation);
        }
        items.values().forEach(item -> item.operations().sort(Comparator.comparing(Paths::method)));
        return items;
    }

    /** The method of an operation as the key of a path's item. */
    static String method(ApiOperation operation) {
        return operation.events()
                ? "get"
                : switch (operation.model().http().method()) {
                    case GET -> "get";
                    case POST -> "post";
                    case PUT -> "put";
                    case PATCH -> "patch";
                    case DELETE -> "delete";
                };
    }

    private static String encoded(String literal) {
        try {
            return new URI(null, null, "/" + literal, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("every text can be a path", e);
        }
    }
}
