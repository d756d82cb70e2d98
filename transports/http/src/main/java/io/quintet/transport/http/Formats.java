package io.quintet.transport.http;

import io.quintet.InvalidContractException;
import io.quintet.net.RequestHead;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The formats that an operation is served in: the one the service is configured with first, then all others that can carry it. */
final class Formats {
    private static final Logger LOG = LoggerFactory.getLogger(Formats.class);

    private final List<BoundOperation> offers;
    private final List<String> mediaTypes;

    private Formats(List<BoundOperation> offers) {
        this.offers = List.copyOf(offers);
        this.mediaTypes =
                offers.stream().map(offer -> offer.codec().mediaType()).toList();
    }

    static Formats of(BoundOperation bound, Iterable<Codec> codecs) {
        List<BoundOperation> offers = new ArrayList<>();
        offers.add(bound);
        for (Codec codec : codecs) {
            if (!codec.mediaType().equals(bound.codec().mediaType())) {
                try {
                    offers.add(BoundOperation.of(bound.model(), codec));
                } catch (InvalidContractException e) {
                    LOG.info("{} is not served as {}: {}", bound.model().qualifiedName(), codec.name(), e.getMessage());
                }
            }
        }
        return new Formats(offers);
    }

    /** Their media types, the service's own first. */
    List<String> mediaTypes() {
        return mediaTypes;
    }

    /** Whether a caller has a choice. */
    boolean many() {
        return offers.size() > 1;
    }

    /** The media types in words, for complaints. */
    String listed() {
        StringJoiner words = new StringJoiner(", ");
        mediaTypes.forEach(words::add);
        return words.toString();
    }

    /** The one a request is written in, or null. */
    @Nullable
    BoundOperation ofContentType(String contentType) {
        for (int i = 0; i < mediaTypes.size(); i++) {
            if (MediaTypes.matches(contentType, mediaTypes.get(i))) {
                return offers.get(i);
            }
        }
        return null;
    }

    /** The one a response is to be written in, or null where none is acceptable. */
    @Nullable
    BoundOperation acceptable(RequestHead head) {
        String accept = head.header(HttpNames.ACCEPT);
        // what nearly every request says: no parsing
        if (accept == null || accept.equals("*/*") || accept.equals(mediaTypes.getFirst())) {
            return offers.getFirst();
        }
        int chosen = Accept.choose(HttpNames.list(head, HttpNames.ACCEPT), mediaTypes);
        return chosen < 0 ? null : offers.get(chosen);
    }
}
