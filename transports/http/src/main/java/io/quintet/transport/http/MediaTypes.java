package io.quintet.transport.http;

/** Compares media types. */
final class MediaTypes {
    private MediaTypes() {}

    /** Whether a content type names a media type, in any case, with parameters or without; a charset must be UTF-8. */
    static boolean matches(String contentType, String mediaType) {
        if (!contentType.regionMatches(true, 0, mediaType, 0, mediaType.length())) {
            return false;
        }
        int i = mediaType.length();
        while (i < contentType.length() && contentType.charAt(i) == ' ') {
            i++;
        }
        if (i == contentType.length()) {
            return true;
        }
        if (contentType.charAt(i) != ';') {
            return false;
        }
        String parameters = contentType.substring(i).toLowerCase(java.util.Locale.ROOT);
        int charset = parameters.indexOf("charset=");
        return charset < 0
                || parameters.startsWith("utf-8", charset + 8)
                || parameters.startsWith("\"utf-8\"", charset + 8);
    }
}
