package io.quintet.transport.sql;

import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import java.util.List;

/** What a registry has told last. */
final class Seen implements Follower {
    private volatile List<Instance> instances = List.of();

    @Override
    public void seen(List<Instance> all) {
        instances = all;
    }

    @Override
    public void lost(String why) {
        // what was seen last stays
    }

    List<Instance> instances() {
        return instances;
    }
}
