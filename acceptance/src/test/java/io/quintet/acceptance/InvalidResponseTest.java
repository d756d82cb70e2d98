package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Bounds;
import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.FailureMode;
import io.quintet.Quintet;
import io.quintet.QuintetException;
import io.quintet.RequestResponse;
import io.quintet.Required;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service whose responses are well-formed, and break what the contract asks for. */
@Timeout(60)
@SuppressWarnings("SameNameButDifferent") // versions of one contract, each with its own records
class InvalidResponseTest {
    /** The contract as the service has it. */
    @Contract("menu")
    public interface Careless {
        @RequestResponse
        Dish find(Wish wish);

        record Wish(String name, int portions) {}

        record Dish(@Nullable String name, int price) {}
    }

    /** The contract as its callers have it. */
    @Contract("menu")
    public interface Strict {
        @RequestResponse
        Dish find(Wish wish);

        record Wish(String name, int portions) {}

        record Dish(
                @Required @Nullable String name,
                @Bounds(least = 1, most = 100) int price) {}
    }

    /** The contract as a strict service has it. */
    @Contract("menu")
    public interface Demanding {
        @RequestResponse
        Dish find(Wish wish);

        record Wish(
                @Required String name, @Bounds(least = 1) int portions) {}

        record Dish(@Nullable String name, int price) {}
    }

    @TempDir
    Path directory;

    private Quintet start(Technology technology, String name) {
        return technology
                .configure(Quintet.builder().name(name).environment(Map.of()), directory)
                .build();
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "SQL_AND_HTTP", "SQL_AND_GRPC", "SQL"})
    void is_a_failure_of_the_response_and_counts_against_the_service(Technology technology) {
        try (Quintet service = start(technology, "menu");
                Quintet caller = start(technology, "caller")) {
            service.serve(Careless.class, (Careless) wish -> new Careless.Dish(wish.name(), wish.portions()));
            Strict menu = caller.client(Strict.class);
            assertThat(menu.find(new Strict.Wish("soup", 7))).isEqualTo(new Strict.Dish("soup", 7));
            for (Strict.Wish wish : new Strict.Wish[] {new Strict.Wish("", 7), new Strict.Wish("soup", 101)}) {
                assertThatThrownBy(() -> menu.find(wish))
                        .isInstanceOfSatisfying(QuintetException.class, e -> {
                            assertThat(e.code()).isEqualTo(Code.INTERNAL);
                            assertThat(e.failureMode()).isEqualTo(FailureMode.RESPONSE);
                        })
                        .hasMessageContaining(
                                wish.portions() == 7 ? "(expected: a value)" : "101 (expected: from 1 to 100)");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "SQL_AND_HTTP", "SQL_AND_GRPC", "SQL"})
    void a_request_that_does_is_the_callers_mistake(Technology technology) {
        try (Quintet service = start(technology, "menu");
                Quintet caller = start(technology, "caller")) {
            service.serve(Demanding.class, (Demanding) wish -> new Demanding.Dish(wish.name(), 1));
            Careless menu = caller.client(Careless.class);
            assertThat(menu.find(new Careless.Wish("soup", 1)).name()).isEqualTo("soup");
            assertThatThrownBy(() -> menu.find(new Careless.Wish("soup", 0)))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
                        assertThat(e.fromPeer()).isTrue();
                    })
                    .hasMessageContaining("0 (expected: at least 1)");
        }
    }
}
