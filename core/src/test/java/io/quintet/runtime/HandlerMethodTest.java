package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.Idempotent;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class HandlerMethodTest {
    private static final Shop.Ask ASK = new Shop.Ask("1", 1);

    public static class Plain {
        @Idempotent
        public Shop.Answer find(Shop.Ask request) {
            return new Shop.Answer("found " + request.id());
        }

        public Shop.Answer find(String unrelated) {
            return new Shop.Answer(unrelated);
        }

        public CompletableFuture<Shop.Answer> order(Shop.Ask request) {
            return request.number() < 0 ? new CompletableFuture<>() : CompletableFuture.completedFuture(find(request));
        }

        public void remind(Shop.Ask request) throws IOException {
            throw new IOException("disk");
        }
    }

    public static final class Wrong {
        public Shop.Answer find(String id) {
            return new Shop.Answer(id);
        }

        public String order(Shop.Ask request) {
            return request.id();
        }

        public Shop.Answer remind(Shop.Ask request) {
            return new Shop.Answer(request.id());
        }

        Shop.Answer findAgain(Shop.Ask request) {
            return new Shop.Answer(request.id());
        }
    }

    @Test
    void calls_the_method_of_the_same_name_and_parameter_among_others_of_the_name() throws Exception {
        HandlerMethod find = HandlerMethod.find(Fixtures.operation("find"), new Plain());

        assertThat(find.handle(ASK)).isEqualTo(new Shop.Answer("found 1"));
        assertThat(find.idempotent()).isTrue();
    }

    @Test
    void waits_for_a_stage_of_any_kind() throws Exception {
        HandlerMethod order = HandlerMethod.find(Fixtures.operation("order"), new Plain());

        assertThat(order.handle(ASK)).isEqualTo(new Shop.Answer("found 1"));
        assertThat(order.idempotent()).isFalse();
    }

    @Test
    void waits_for_a_stage_until_the_deadline() {
        HandlerMethod order = HandlerMethod.find(Fixtures.operation("order"), new Plain());
        CallContext.bind(new CallContext(Deadline.in(Duration.ofMillis(1)), null));
        try {
            assertThatThrownBy(() -> order.handle(new Shop.Ask("1", -1)))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
        } finally {
            CallContext.bind(null);
        }
    }

    public static final class Batches {
        int taken;

        public void sold(List<Shop.Ask> events) {
            taken += events.size();
        }

        public Shop.Answer find(List<Shop.Ask> requests) {
            return new Shop.Answer(requests.toString());
        }

        public void remind(List<String> others) {
            taken -= others.size();
        }
    }

    @Test
    void takes_a_list_of_what_nobody_answers() throws Exception {
        Batches batches = new Batches();
        HandlerMethod sold = HandlerMethod.find(Fixtures.operation("sold"), batches);

        assertThat(sold.batch()).isTrue();
        sold.handle(List.of(ASK, ASK));
        assertThat(batches.taken).isEqualTo(2);
    }

    @Test
    void refuses_a_list_of_what_is_answered_and_a_list_of_something_else() {
        assertThatThrownBy(() -> HandlerMethod.find(Fixtures.operation("find"), new Batches()))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("takes a batch of Ask but each is answered by itself (mend: take one Ask)");
        assertThatThrownBy(() -> HandlerMethod.find(Fixtures.operation("remind"), new Batches()))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("mend: take one");
    }

    @Test
    void throws_what_the_method_throws() {
        HandlerMethod remind = HandlerMethod.find(Fixtures.operation("remind"), new Plain());

        assertThatThrownBy(() -> remind.handle(ASK))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    @Test
    void finds_nothing_where_no_public_method_has_the_name() {
        assertThat(HandlerMethod.find(Fixtures.operation("sold"), new Plain())).isNull();
        assertThat(HandlerMethod.find(Fixtures.operation("findAgain"), new Wrong()))
                .isNull();
    }

    @Test
    void refuses_another_parameter_or_response_with_the_mend() {
        refused("find", "Wrong.find: parameters [class java.lang.String] (mend: take one " + Shop.Ask.class.getName());
        refused("order", "Wrong.order: returns String (mend: return Answer)");
        refused("remind", "Wrong.remind: returns Answer (mend: return void)");
    }

    private static void refused(String operation, String message) {
        assertThatThrownBy(() -> HandlerMethod.find(Fixtures.operation(operation), new Wrong()))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining(message);
    }
}
