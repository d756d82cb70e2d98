package io.quintet.cli.dlq;

import io.quintet.cli.CommandFailed;
import io.quintet.config.Settings;
import io.quintet.message.Message;
import io.quintet.payload.PayloadSettings;
import io.quintet.payload.Payloads;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.ClaimStoreProvider;
import io.quintet.spi.Compressor;
import io.quintet.spi.ServiceContext;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes messages whole whose payloads are compressed, or in the store that the configuration names; opens it just for those. */
final class WholePayloads {
    private final Settings settings;
    private final Function<String, ServiceContext> context;

    WholePayloads(Settings settings, Function<String, ServiceContext> context) {
        this.settings = settings;
        this.context = context;
    }

    /** Fails with a {@link io.quintet.QuintetException} where the payload is not to be had. */
    Message of(Message message) {
        PayloadSettings own = PayloadSettings.of(settings);
        Map<String, Compressor> compressors = new TreeMap<>();
        ServiceLoader.load(Compressor.class).forEach(each -> compressors.put(each.name(), each));
        boolean elsewhere = Payloads.referring(message);
        ClaimStore store = elsewhere ? own.store().map(this::store).orElse(null) : null;
        try (Payloads payloads =
                new Payloads(own, compressors, store, context.apply("claims").clock())) {
            return payloads.unpack(message);
        }
    }

    private ClaimStore store(String name) {
        TreeMap<String, ClaimStoreProvider> all = new TreeMap<>();
        ServiceLoader.load(ClaimStoreProvider.class).forEach(each -> all.put(each.name(), each));
        ClaimStoreProvider provider = all.get(name);
        if (provider == null) {
            throw new CommandFailed("claims.store: \"" + name + "\" (expected: one of "
                    + String.join(", ", all.keySet()) + ", the claim stores on the class path)");
        }
        return provider.create(context.apply(name));
    }
}
