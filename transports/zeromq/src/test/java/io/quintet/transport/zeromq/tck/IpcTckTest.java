package io.quintet.transport.zeromq.tck;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The same over {@code ipc:}. */
class IpcTckTest extends ZeroMqTckTest {
    @Override
    protected Map<String, String> freshStore(Path directory) {
        Map<String, String> settings = new HashMap<>(super.freshStore(directory));
        settings.put("bind", "ipc://*");
        return settings;
    }

    @Override
    protected String title() {
        return "zeromq over ipc";
    }
}
