package io.quintet.transport.grpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata at the end of a response; a response of nothing but a status has it at its beginning.
 *
 * @param trailers names and values in turn
 * @param headers names and values in turn
 */
record Answer(List<String> trailers, List<String> headers) {
    /** Of the trailers if there is a status, else of the headers; null where it is absent. */
    @Nullable
    String get(String name) {
        return find(find(trailers, Statuses.STATUS) == null ? headers : trailers, name);
    }

    private static @Nullable String find(List<String> pairs, String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }
}
