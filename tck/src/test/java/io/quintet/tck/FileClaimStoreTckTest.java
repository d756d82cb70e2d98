package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.ClaimId;
import io.quintet.spi.ClaimStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The file claim store passes, and tidies up after processes that died. */
class FileClaimStoreTckTest extends ClaimStoreTck {
    @Override
    protected String store() {
        return "file";
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("directory", directory.resolve("claims").toString());
    }

    @Test
    void what_a_process_left_unfinished_is_no_payload_and_goes_when_it_is_old_with_its_directories()
            throws IOException {
        Path claims = directory.resolve("claims");
        Instant made = Instant.now().minus(Duration.ofDays(8));
        ClaimId id = ClaimId.of(made, new Random(1));
        try (ClaimStore store = ClaimPeerMain.open("file", Map.of("directory", claims.toString()))) {
            store.put(id, new byte[100]);
            Path file = files(claims).getFirst();
            Files.move(file, file.resolveSibling(id + ".part")); // as if it had died before the file was finished
            assertThat(store.get(id, 100)).isEmpty();
            assertThat(store.expire(ClaimId.first(made.minusMillis(1)), 100)).isZero();
            assertThat(store.expire(ClaimId.first(made.plus(Duration.ofHours(6))), 100))
                    .isEqualTo(1);
            try (Stream<Path> left = Files.list(claims)) {
                assertThat(left).isEmpty();
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
