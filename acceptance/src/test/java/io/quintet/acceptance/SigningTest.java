package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.QuintetException;
import io.quintet.acceptance.kitchen.Kitchen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services of which some have the key, and some have none or another; that those who have it understand each other, {@link FiveStylesTest} shows. */
@Timeout(60)
class SigningTest {
    @TempDir
    private Path directory;

    private final List<Quintet> started = new ArrayList<>();
    private final AtomicInteger handled = new AtomicInteger();

    private final class Cook extends FiveStylesTest.Cook {
        @Override
        public Ticket findTicket(FindTicket query) throws TicketNotFound {
            handled.incrementAndGet();
            return super.findTicket(query);
        }
    }

    @AfterEach
    void stop() {
        started.reversed().forEach(Quintet::close);
    }

    private QuintetBuilder plain(Technology technology, String service) {
        return technology
                .configure(Quintet.builder().name(service).environment(Map.of()), directory)
                .set("resilience.retry.attempts", "1");
    }

    private Quintet start(QuintetBuilder builder) {
        Quintet quintet = builder.build();
        started.add(quintet);
        return quintet;
    }

    private static Kitchen.Ticket ask(Quintet caller) throws Kitchen.TicketNotFound {
        return caller.client(Kitchen.class).findTicket(new Kitchen.FindTicket("t1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SQL_AND_HTTP", "SQL_AND_GRPC"})
    void a_call_that_is_not_signed_or_with_another_key_is_not_handled(Technology technology) {
        start(Technology.signing(plain(technology, "kitchen"), "k1", 'a')).serve(Kitchen.class, new Cook());

        for (QuintetBuilder caller :
                List.of(plain(technology, "orders"), Technology.signing(plain(technology, "orders"), "k1", 'b'))) {
            assertThatThrownBy(() -> ask(start(caller.set("signing.check", "none"))))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.UNAUTHENTICATED);
                        assertThat(e.fromPeer()).isTrue();
                    });
        }
        assertThat(handled).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQL_AND_HTTP", "SQL_AND_GRPC"})
    void a_response_that_is_not_signed_or_with_another_key_is_not_believed(Technology technology) {
        for (QuintetBuilder kitchen : List.of(
                plain(technology, "kitchen"),
                Technology.signing(plain(technology, "kitchen"), "k1", 'b').set("signing.check", "none"))) {
            Quintet service = start(kitchen);
            service.serve(Kitchen.class, new Cook());
            assertThatThrownBy(() -> ask(start(Technology.signing(plain(technology, "orders"), "k1", 'a'))))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.UNAUTHENTICATED);
                        assertThat(e.failureMode()).isEqualTo(FailureMode.ARBITRARY);
                        assertThat(e.fromPeer()).isFalse();
                    });
            service.close();
        }
        assertThat(handled).as("the service did what it was asked for").hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQL_AND_HTTP", "SQL_AND_GRPC"})
    void everybody_can_change_over_to_signing_one_after_the_other(Technology technology) throws Exception {
        start(Technology.signing(plain(technology, "kitchen"), "k1", 'a').set("signing.check", "offered"))
                .serve(Kitchen.class, new Cook());

        assertThat(ask(start(plain(technology, "orders"))).ticketId()).isEqualTo("t1");
        assertThat(ask(start(Technology.signing(plain(technology, "orders"), "k1", 'a')))
                        .ticketId())
                .isEqualTo("t1");
    }
}
