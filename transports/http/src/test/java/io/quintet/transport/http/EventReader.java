package io.quintet.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads server-sent events, as a browser's EventSource does. */
final class EventReader implements AutoCloseable {
    /** One event; parts that it does not have are empty. */
    record Received(String id, String event, String data) {}

    final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    String retry = "";
    int comments;

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    static EventReader open(TestPeer peer, HttpClient.Version version, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(peer.endpoint.address() + path))
                .version(version)
                .header("Accept", "text/event-stream");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        EventReader reader =
                new EventReader(TestPeer.JDK.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        if (reader.response.statusCode() == 200) {
            reader.readUntilBlank(); // the time to come back stands first; whoever has read it has joined
        }
        return reader;
    }

    /** The next event, or null at the end. */
    Received next() throws IOException {
        Received read = readUntilBlank();
        while (read != null && read.data().isEmpty()) {
            read = readUntilBlank();
        }
        return read;
    }

    /** The next event, heartbeat or whatever else ends with an empty line; null at the end. */
    Received readUntilBlank() throws IOException {
        String id = "";
        String event = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                return new Received(id, event, data.toString());
            }
            String value = line.substring(line.indexOf(':') + 1).strip();
            switch (line.substring(0, line.indexOf(':'))) {
                case "id" -> id = value;
                case "event" -> event = value;
                case "data" -> data.append(value);
                case "retry" -> retry = value;
                case "" -> comments++;
                default -> throw new IOException("unknown field: " + line);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
