package io.quintet.transport.http.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.tck.TransportTck;
import io.quintet.transport.http.HttpTransportProvider;
import java.nio.file.Path;
import java.util.Map;

/** The http transport passes with all calls on HTTP/2, too. */
class Http2TckTest extends TransportTck {
    @Override
    protected TransportProvider provider() {
        return new HttpTransportProvider();
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("version", "2");
    }

    @Override
    protected String title() {
        return "http, version 2";
    }
}
