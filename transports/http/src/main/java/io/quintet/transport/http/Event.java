package io.quintet.transport.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A published message as it stands in a stream.
 *
 * @param id the message's id
 * @param frame the bytes, shared by all clients
 * @param live whether it was published while this instance streamed, rather than read from the past
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, server-sent events</a>
 */
@SuppressWarnings("ArrayRecordComponent") // written once, sent many times
record Event(String id, byte[] frame, boolean live) {
    /** With data that is one line of JSON. */
    static Event of(String id, String name, byte[] json, boolean live) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(json.length + 100);
        if (id.chars().noneMatch(c -> c < ' ')) { // else it would end its line
            frame.writeBytes(("id: " + id + "\n").getBytes(StandardCharsets.UTF_8));
        }
        frame.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(json);
        frame.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return new Event(id, frame.toByteArray(), live);
    }
}
