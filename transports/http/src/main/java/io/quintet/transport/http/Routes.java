package io.quintet.transport.http;

import io.quintet.Http;
import io.quintet.InvalidContractException;
import io.quintet.contract.HttpModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree of path segments. Built under a lock, then only read, by many threads. */
final class Routes {
    private final Node root = new Node();

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Http.Method, ServedOperation> operations = new EnumMap<>(Http.Method.class);
        private @Nullable Node variable;
    }

    /** What a path led to: an operation with the raw values of its variables, or the methods that it has. */
    record Match(@Nullable ServedOperation operation, List<String> variables, List<Http.Method> allowed) {}

    /** The routes of all operations; two of one route are refused. */
    Routes(List<ServedOperation> operations, OwnResources own) {
        for (ServedOperation operation : operations) {
            Node node = root;
            HttpModel http = operation.bound().model().http();
            String taken = own.taken(http);
            if (taken != null) {
                throw new InvalidContractException(
                        operation.name() + ": path " + taken + " is the transport's own (mend: change the @Http path)");
            }
            for (HttpModel.Segment segment : http.path()) {
                node = switch (segment) {
                    case HttpModel.Segment.Literal literal ->
                        node.literals.computeIfAbsent(literal.text(), text -> new Node());
                    case HttpModel.Segment.Variable variable -> variableOf(node);
                };
            }
            ServedOperation other = node.operations.put(http.method(), operation);
            if (other != null) {
                throw new InvalidContractException(operation.name() + ": same route as " + other.name() + ": "
                        + http.method() + " " + http.path() + " (mend: change one @Http path or method)");
            }
        }
    }

    private static Node variableOf(Node node) {
        if (node.variable == null) {
            node.variable = new Node();
        }
        return node.variable;
    }

    /** Finds the operation for a method and a target, whose query is ignored. */
    Match find(String method, String target) {
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        Search search = new Search(method, target, end);
        ServedOperation found = end > 0 && target.charAt(0) == '/' ? search.at(root, 1) : null;
        return new Match(found, search.variables, search.allowed);
    }

    private static final class Search {
        private final String method;
        private final String target;
        private final int end;
        private List<String> variables = List.of();
        private List<Http.Method> allowed = List.of();

        Search(String method, String target, int end) {
            this.method = method;
            this.target = target;
            this.end = end;
        }

        // a literal beats a variable, but when it leads nowhere the variable still gets its chance
        @Nullable
        ServedOperation at(Node node, int from) {
            if (from > end) {
                return here(node);
            }
            int slash = target.indexOf('/', from);
            int to = slash < 0 || slash > end ? end : slash;
            if (!node.literals.isEmpty()) {
                String segment = Percent.decode(target, from, to, false);
                Node literal = segment == null ? null : node.literals.get(segment);
                ServedOperation found = literal == null ? null : at(literal, to + 1);
                if (found != null) {
                    return found;
                }
            }
            if (node.variable == null || from == to) {
                return null;
            }
            List<String> before = variables;
            variables = new ArrayList<>(before);
            variables.add(target.substring(from, to));
            ServedOperation found = at(node.variable, to + 1);
            if (found == null) {
                variables = before;
            }
            return found;
        }

        private @Nullable ServedOperation here(Node node) {
            for (Map.Entry<Http.Method, ServedOperation> entry : node.operations.entrySet()) {
                if (entry.getKey().name().equals(method)) {
                    return entry.getValue();
                }
                if (allowed.isEmpty()) {
                    allowed = new ArrayList<>();
                }
                if (!allowed.contains(entry.getKey())) {
                    allowed.add(entry.getKey());
                }
            }
            return null;
        }
    }
}
