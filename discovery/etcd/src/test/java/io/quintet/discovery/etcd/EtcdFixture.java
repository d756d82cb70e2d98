package io.quintet.discovery.etcd;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An etcd for each test, and registries that are closed before it is. */
@Timeout(60)
abstract class EtcdFixture {
    @TempDir
    Path directory;

    final Registries registries = new Registries();
    EtcdServer etcd;

    @BeforeEach
    void start() {
        etcd = EtcdServer.start(directory);
    }

    @AfterEach
    void stop() {
        registries.close();
        if (etcd != null) {
            etcd.close();
        }
    }
}
