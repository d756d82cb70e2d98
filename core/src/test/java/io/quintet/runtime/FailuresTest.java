package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.contract.OperationModel;
import io.quintet.spi.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    private static final OperationModel FIND = Fixtures.operation("find");

    private static final class Undeclared extends DomainException {
        private static final long serialVersionUID = 1L;

        Undeclared() {
            super(Code.ABORTED, "undeclared", new Shop.Answer(""));
        }
    }

    @Test
    void a_declared_exception_travels_typed_and_comes_out_as_itself() {
        Failure failure = Failures.of(FIND, new Shop.SoldOut(new Shop.SoldOut.Detail("7")));

        assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(failure.domainType()).isEqualTo("SoldOut");
        assertThat(failure.toException(FIND)).isInstanceOf(Shop.SoldOut.class).hasMessage("sold out: 7");
        assertThat(failure.toException(Fixtures.operation("remind")))
                .as("where it is not declared")
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION);
                    assertThat(e.fromPeer()).isTrue();
                });
    }

    @Test
    void an_undeclared_one_travels_by_its_code() {
        Failure failure = Failures.of(FIND, new Undeclared());

        assertThat(failure.code()).isEqualTo(Code.ABORTED);
        assertThat(failure.domainType()).isNull();
    }

    @Test
    void what_a_handler_concludes_is_passed_on_with_its_violations() {
        Violation violation = new Violation("/id", "\"\" (expected: an id)");
        Failure failure = Failures.of(FIND, QuintetException.invalid("bad id", List.of(violation)));

        assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(failure.message()).isEqualTo("bad id");
        assertThat(failure.violations()).containsExactly(violation);
    }

    @Test
    void a_time_to_wait_travels_with_what_a_handler_refuses() {
        QuintetException refused =
                QuintetException.refused(Code.RESOURCE_EXHAUSTED, "quota").after(Duration.ofSeconds(3));
        Failure failure = Failures.of(FIND, refused.causedBy(new IllegalStateException()));

        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(failure.toException(FIND))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void a_bug_says_nothing_of_itself() {
        for (Throwable bug : List.of(new IllegalStateException("password=1"), new StackOverflowError("password=1"))) {
            Failure failure = Failures.of(FIND, bug);

            assertThat(failure.code()).isEqualTo(Code.INTERNAL);
            assertThat(failure.message()).doesNotContain("password").contains("shop.find");
        }
    }

    @Test
    void what_a_peer_of_the_handler_refused_is_this_services_bug_unless_the_peer_was_not_able() {
        assertThat(Failures.of(FIND, QuintetException.reported(Code.INVALID_ARGUMENT, "x", List.of(), false))
                        .code())
                .isEqualTo(Code.INTERNAL);
        assertThat(Failures.of(FIND, QuintetException.reported(Code.UNAVAILABLE, "x", List.of(), true))
                        .code())
                .isEqualTo(Code.UNAVAILABLE);
    }

    @Test
    void nothing_that_passed_through_a_handler_is_safe_to_retry() {
        assertThat(Failures.of(FIND, QuintetException.unreachable("x", null)).retrySafe())
                .isFalse();
        assertThat(Failures.of(FIND, QuintetException.refused(Code.UNAVAILABLE, "x"))
                        .retrySafe())
                .isFalse();
        assertThat(Failures.of(FIND, QuintetException.concluded(Code.UNKNOWN, FailureMode.ARBITRARY, "x"))
                        .retrySafe())
                .isFalse();
    }
}
