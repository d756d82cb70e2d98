package io.quintet.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Status and headers of a response that came.
 *
 * @param status the HTTP status
 * @param headers names and values in turn
 */
public record ResponseHead(int status, List<String> headers) {
    /** The first header of that name, in any case, or null. */
    public @Nullable String header(String name) {
        return Pairs.find(headers, name);
    }
}
