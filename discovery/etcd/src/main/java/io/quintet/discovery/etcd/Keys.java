package io.quintet.discovery.etcd;

import io.quintet.spi.Instance;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The keys of entries, {@code <prefix>/<contract>/<instance>@<transport>}, in Base64 as the gateway wants all bytes. */
record Keys(String prefix) {
    private static final char AFTER_SLASH = '/' + 1;

    String of(Instance instance) {
        return base64(prefix + "/" + instance.contract() + "/" + instance.id() + "@"
                + instance.endpoint().transport());
    }

    /** All of a contract's: those from its name and a slash on, up to what comes after a slash. */
    Map<String, String> range(String contract) {
        String all = prefix + "/" + contract;
        return Map.of("key", base64(all + "/"), "range_end", base64(all + AFTER_SLASH));
    }

    /** A key that holds nothing, to see whether etcd answers. */
    String nothing() {
        return base64(prefix);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
