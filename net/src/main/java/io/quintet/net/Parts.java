package io.quintet.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request or response that a signature can cover.
 *
 * @param method of a request; empty for a response
 * @param target of a request; empty for a response
 * @param status of a response; 0 for a request
 * @param contentType where the headers do not have it
 * @param headers names and values in turn
 * @param trailers names and values in turn
 * @param requestSignature for a response: that of its request, if it had one
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-2">RFC 9421, 2</a>
 */
record Parts(
        String method,
        String target,
        int status,
        @Nullable String contentType,
        List<String> headers,
        List<String> trailers,
        @Nullable String requestSignature) {
    static Parts of(Outgoing request, List<String> headers) {
        return new Parts(request.method(), request.target(), 0, request.contentType(), headers, List.of(), null);
    }

    static Parts of(RequestHead head) {
        List<String> headers = new ArrayList<>(24);
        head.forEachHeader((name, value) -> {
            headers.add(name);
            headers.add(value);
        });
        return new Parts(head.method(), head.target(), 0, null, headers, List.of(), null);
    }

    static Parts of(Reply reply, List<String> headers, @Nullable String requestSignature) {
        return new Parts("", "", reply.status(), reply.contentType(), headers, reply.trailers(), requestSignature);
    }

    /** The value of a component; empty where there is none, which then is what was signed. */
    String value(String component) {
        return switch (component) {
            case "\"@method\"" -> method;
            case "\"@path\"" -> query() < 0 ? target : target.substring(0, query());
            case "\"@query\"" -> query() < 0 ? "?" : target.substring(query());
            case "\"@authority\"" -> orEmpty(header("host")).toLowerCase(Locale.ROOT);
            case "\"@status\"" -> Integer.toString(status);
            case "\"signature\";req" -> orEmpty(requestSignature);
            case "\"content-type\"" -> orEmpty(contentType == null ? header("content-type") : contentType);
            default -> field(component);
        };
    }

    private int query() {
        return target.indexOf('?');
    }

    private String field(String component) {
        int quote = component.indexOf('"', 1);
        if (quote < 0) {
            return "";
        }
        String name = component.substring(1, quote).toLowerCase(Locale.ROOT);
        String trailer = component.endsWith(";tr") ? joined(trailers, name) : null;
        return orEmpty(
                trailer == null ? header(name) : trailer); // a response without a body has its trailers in its head
    }

    /** A header, all its lines as one, or null. */
    @Nullable
    String header(String name) {
        return joined(headers, name);
    }

    /** The digests that are given, in turn. */
    List<String> digests() {
        List<String> digests = new ArrayList<>();
        for (String digest : orEmpty(header("content-digest")).split(",", -1)) {
            digests.add(digest.strip());
        }
        return digests;
    }

    private static @Nullable String joined(List<String> pairs, String name) {
        String all = null;
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                String value = pairs.get(i + 1).strip();
                all = all == null ? value : all + ", " + value;
            }
        }
        return all;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
