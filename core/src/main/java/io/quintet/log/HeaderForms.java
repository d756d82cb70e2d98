package io.quintet.log;

import io.quintet.message.HeaderNames;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How the names of headers are written on a wire that has a binding of CloudEvents: attributes behind a prefix, all others under their own
 * names. Each name has one form, and each form one name.
 */
public final class HeaderForms {
    /** More than a service uses; who makes up ever new ones gains nothing. */
    private static final int MOST_REMEMBERED = 256;

    private final String prefix;
    /** The names that have forms of their own, by these. */
    private final Map<String, String> own;

    private final Map<String, String> forms;
    private final Map<String, String> names;

    /**
     * Those of a binding.
     *
     * @param prefix what attributes begin with, such as {@code ce_}
     * @param more names that have a form of their own, with it
     */
    public HeaderForms(String prefix, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        // as every tracer knows them
        all.put(HeaderNames.TRACEPARENT, HeaderNames.TRACEPARENT);
        all.put(HeaderNames.TRACESTATE, HeaderNames.TRACESTATE);
        all.put(HeaderNames.BAGGAGE, HeaderNames.BAGGAGE);
        this.prefix = prefix;
        this.own = all.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        this.forms = new ConcurrentHashMap<>(all);
        this.names = new ConcurrentHashMap<>(own);
    }

    /** How a name is written. */
    public String form(String name) {
        String form = forms.get(name);
        return form != null ? form : remembered(forms, name, isAttribute(name) || isForm(name) ? prefix + name : name);
    }

    /** The name that is written so. */
    public String name(String form) {
        String name = names.get(form);
        return name != null
                ? name
                : remembered(names, form, form.startsWith(prefix) ? form.substring(prefix.length()) : form);
    }

    /** Interned, for a name is compared with constants again and again. */
    private static String remembered(Map<String, String> seen, String from, String to) {
        if (seen.size() >= MOST_REMEMBERED) {
            return to;
        }
        String one = to.intern();
        seen.put(from, one);
        return one;
    }

    /** What CloudEvents allows: lower-case letters and digits. */
    public static boolean isAttribute(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Whether it would be read as another name's. */
    private boolean isForm(String name) {
        return name.startsWith(prefix) || own.containsKey(name);
    }
}
