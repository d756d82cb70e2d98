package io.quintet.tck;

import io.quintet.message.Channel;
import java.util.List;
import java.util.Map;

/** Looks at what a transport keeps among its dead letters. */
@FunctionalInterface
public interface DeadLetterReader {
    /**
     * The ids of the messages of a channel that a group has rejected.
     *
     * @param store what {@link TransportTck#freshStore} returned for this scenario
     */
    List<String> ids(Map<String, String> store, Channel channel, String group) throws Exception;
}
