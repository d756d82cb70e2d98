package io.quintet.runtime;

import io.quintet.config.Settings;
import io.quintet.payload.PayloadSettings;
import io.quintet.payload.Payloads;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.ClaimStoreProvider;
import io.quintet.spi.Compressor;
import io.quintet.spi.ServiceContext;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes what packs payloads, with the claim store and the compressors that are on the class path. */
final class ClaimStores {
    private final Plugins<ClaimStoreProvider> providers =
            new Plugins<>(ClaimStoreProvider.class, "claim store", ClaimStoreProvider::name);
    private final Plugins<Compressor> compressors = new Plugins<>(Compressor.class, "compressor", Compressor::name);

    /** Whether a claim store of that name is on the class path. */
    boolean knows(String name) {
        return providers.all().containsKey(name);
    }

    /** Begins to sweep the store, too. {@code shared} knows the names of sections that somebody else reads as well. */
    Payloads open(
            Settings settings,
            PayloadSettings payloads,
            Function<String, ServiceContext> context,
            Predicate<String> shared,
            Executor executor) {
        payloads.compression().ifPresent(name -> compressors.get(settings, "messages.compression", name));
        ClaimStore store = payloads.store()
                .map(name -> open(settings, name, context, shared))
                .orElse(null);
        ServiceContext own = context.apply("claims");
        Payloads open = new Payloads(payloads, compressors.all(), store, own.clock());
        if (store != null) {
            new Sweeper(open, payloads.retention().toMillis(), own.scheduler(), executor).later();
        }
        return open;
    }

    private ClaimStore open(
            Settings settings, String name, Function<String, ServiceContext> context, Predicate<String> shared) {
        ServiceContext own = context.apply(name);
        ClaimStore store = providers.get(settings, "claims.store", name).create(own);
        try {
            if (!shared.test(name)) {
                own.settings().rejectUnread();
            }
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        return store;
    }
}
