package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.ServiceDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service's own database on PostgreSQL. */
class PostgresDatabaseTest extends ServiceDatabaseSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.postgres();
    }

    @Test
    void a_driver_that_makes_one_statement_of_many_hides_no_message_of_a_batch() throws Exception {
        Map<String, String> settings = new HashMap<>(TestDatabase.postgres().serviceSettings());
        settings.merge("url", "&reWriteBatchedInserts=true", String::concat);
        try (ServiceDatabase database = Fixtures.serviceDatabase(settings)) {
            database.once("g", List.of(delivery("m2")), fresh -> {});
            List<String> handled = new ArrayList<>();
            database.once(
                    "g",
                    List.of(delivery("m1"), delivery("m2"), delivery("m3"), delivery("m4")),
                    fresh -> fresh.forEach(each -> handled.add(each.message().id())));
            assertThat(handled).containsExactly("m1", "m3", "m4");
        }
    }
}
