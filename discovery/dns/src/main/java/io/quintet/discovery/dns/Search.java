package io.quintet.discovery.dns;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;

/**
 * What a name may be short for, as resolvers of systems do it.
 *
 * @param path the domains that are added
 * @param ndots the number of dots from which on a name is first tried as it is
 */
record Search(List<Name> path, int ndots) {
    private static final Logger LOG = LoggerFactory.getLogger(Search.class);

    /** The names to try, one after the other. */
    List<Name> names(Name name) {
        if (name.isAbsolute()) {
            return List.of(name);
        }
        List<Name> names = new ArrayList<>();
        path.forEach(domain -> add(names, names.size(), name, domain));
        add(names, name.labels() > ndots ? 0 : names.size(), name, Name.root);
        return names;
    }

    private static void add(List<Name> names, int at, Name name, Name domain) {
        try {
            names.add(at, Name.concatenate(name, domain));
        } catch (NameTooLongException e) {
            LOG.debug("{} in {}: no such name can be there", name, domain, e);
        }
    }
}
