package io.quintet.transport.http;

import io.quintet.net.RequestHead;

/** The names of HTTP's own headers that more than one class here reads or writes. */
final class HttpNames {
    static final String ACCEPT = "Accept";
    static final String ALLOW = "Allow";
    static final String CACHE_CONTROL = "Cache-Control";
    static final String ETAG = "ETag";
    static final String IF_NONE_MATCH = "If-None-Match";
    static final String LAST_EVENT_ID = "Last-Event-ID";
    static final String LOCATION = "Location";
    static final String PREFERENCE_APPLIED = "Preference-Applied";
    static final String RETRY_AFTER = "Retry-After";
    static final String VARY = "Vary";

    private HttpNames() {}

    /** A header that is a list: all its lines as one (RFC 9110, 5.3); empty where it is absent. */
    static String list(RequestHead head, String name) {
        StringBuilder all = new StringBuilder();
        head.forEachHeader((other, value) -> {
            if (other.equalsIgnoreCase(name)) {
                all.append(all.isEmpty() ? "" : ",").append(value);
            }
        });
        return all.toString();
    }
}
