package io.quintet.acceptance;

import io.quintet.claim.file.FileClaimStoreProvider;
import io.quintet.config.Settings;
import io.quintet.spi.ClaimId;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.ClaimStoreProvider;
import io.quintet.spi.ServiceContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The claim store {@code trap}: files, with accidents that settings ask for. */
public final class TrapClaimStoreProvider implements ClaimStoreProvider {
    @Override
    public String name() {
        return "trap";
    }

    @Override
    public ClaimStore create(ServiceContext context) {
        Settings settings = context.settings();
        return new Trap(
                new FileClaimStoreProvider().create(context),
                new AtomicInteger(settings.integer("halts-after", Integer.MAX_VALUE, 1, Integer.MAX_VALUE)),
                new AtomicInteger(settings.integer("misses", 0, 0, 100)),
                settings.flag("damages", false));
    }

    /** The process dies when it has stored so many; so many reads find nothing; what is read is damaged. */
    private record Trap(ClaimStore sound, AtomicInteger left, AtomicInteger misses, boolean damages)
            implements ClaimStore {
        @Override
        public String name() {
            return "trap";
        }

        @Override
        public void put(ClaimId id, byte[] payload) {
            sound.put(id, payload);
            if (left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(77);
            }
        }

        @Override
        public Optional<byte[]> get(ClaimId id, int most) {
            if (misses.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                return Optional.empty();
            }
            Optional<byte[]> found = sound.get(id, most);
            if (damages) {
                found.ifPresent(payload -> payload[payload.length / 2] ^= 1);
            }
            return found;
        }

        @Override
        public int expire(ClaimId before, int most) {
            return sound.expire(before, most);
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
