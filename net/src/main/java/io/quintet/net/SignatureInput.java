package io.quintet.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signature covers, when it was made, and with which key.
 *
 * @param label what {@code Signature} calls it
 * @param components the identifiers, as they are written, such as {@code "@method"} or {@code "signature";req}
 * @param written all of it as it is written after the label, which is signed, too
 * @param created when it was made, in seconds since 1970; 0 where it does not say
 * @param keyId the key's id
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-4.1">RFC 9421, 4.1</a>
 */
record SignatureInput(String label, List<String> components, String written, long created, String keyId) {
    private static final String LABEL = "quintet";
    private static final int MOST_COMPONENTS = 100;

    static SignatureInput of(List<String> components, long created, String keyId, String algorithm) {
        return new SignatureInput(
                LABEL,
                components,
                "(" + String.join(" ", components) + ");created=" + created + ";keyid=\"" + keyId + "\";alg=\""
                        + algorithm + "\"",
                created,
                keyId);
    }

    /** The header's value. */
    String text() {
        return label + "=" + written;
    }

    /** From a header's value; null where it is none, or has more than one. */
    static @Nullable SignatureInput parse(String text) {
        int equals = text.indexOf("=(");
        int end = text.indexOf(')');
        if (equals < 1 || end < equals) {
            return null;
        }
        List<String> components = new ArrayList<>();
        for (String component : text.substring(equals + 2, end).split(" ", MOST_COMPONENTS + 1)) {
            if (!component.isEmpty()) {
                components.add(component);
            }
        }
        long created = 0;
        String keyId = null;
        for (String parameter : text.substring(end + 1).split(";", -1)) {
            if (parameter.startsWith("created=")) {
                created = seconds(parameter.substring("created=".length()));
            } else if (parameter.startsWith("keyid=\"") && parameter.endsWith("\"")) {
                keyId = parameter.substring("keyid=\"".length(), Math.max("keyid=\"".length(), parameter.length() - 1));
            } else if (parameter.indexOf(',') >= 0) {
                return null; // another signature follows
            }
        }
        return keyId == null || components.size() > MOST_COMPONENTS
                ? null
                : new SignatureInput(
                        text.substring(0, equals), List.copyOf(components), text.substring(equals + 1), created, keyId);
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
