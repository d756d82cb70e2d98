package io.quintet.discovery.zookeeper;

import io.quintet.config.Settings;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.utils.PathUtils;

/**
 * The registry {@code zookeeper}: each instance is an ephemeral node, which ZooKeeper removes when the instance's session ends.
 *
 * <p>Settings: {@code servers}, which is required, {@code path}, {@code session-timeout}, {@code connection-timeout}, {@code user} and
 * {@code password}.
 */
public final class ZooKeeperRegistryProvider implements RegistryProvider {
    private static final int RETRIES = 2;
    private static final int MILLIS_BETWEEN_RETRIES = 100;

    /** For {@link java.util.ServiceLoader}. */
    public ZooKeeperRegistryProvider() {}

    @Override
    public String name() {
        return "zookeeper";
    }

    @Override
    public Registry create(ServiceContext context) {
        Settings settings = context.settings();
        String servers = settings.text("servers")
                .orElseThrow(() -> settings.wrong("servers", "addresses such as zk-1:2181,zk-2:2181"));
        String path = settings.text("path", "/quintet/services");
        try {
            PathUtils.validatePath(path);
        } catch (IllegalArgumentException e) {
            throw settings.wrong("path", "a path such as /quintet/services");
        }
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(servers)
                .sessionTimeoutMs(millis(settings, "session-timeout", Duration.ofSeconds(10)))
                .connectionTimeoutMs(millis(settings, "connection-timeout", Duration.ofSeconds(3)))
                .retryPolicy(new RetryNTimes(RETRIES, MILLIS_BETWEEN_RETRIES));
        settings.text("user")
                .ifPresent(user -> builder.authorization(
                        "digest", (user + ":" + settings.text("password", "")).getBytes(StandardCharsets.UTF_8)));
        CuratorFramework client = builder.build();
        return new ZooKeeperRegistry(client, path, servers);
    }

    private static int millis(Settings settings, String setting, Duration otherwise) {
        Duration value = settings.duration(setting, otherwise);
        if (value.compareTo(Duration.ofMinutes(10)) > 0 || value.toMillis() == 0) {
            throw settings.wrong(setting, "a time from 1ms to 10m");
        }
        return (int) value.toMillis();
    }
}
