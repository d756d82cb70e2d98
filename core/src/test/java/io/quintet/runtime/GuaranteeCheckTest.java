package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.advice.Advisor;
import io.quintet.advice.Candidate;
import io.quintet.advice.Needs;
import io.quintet.advice.Verdict;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuaranteeCheckTest {
    private record Provider(String name, Guarantees guarantees) implements TransportProvider {
        @Override
        public Transport create(ServiceContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private static final Provider CALLS = new Provider("wire", Guarantees.of(1, Guarantee.CALLS));
    private static final Provider UNORDERED = new Provider(
            "heap", Guarantees.of(1, Guarantee.COMPETING_CONSUMERS, Guarantee.REDELIVERY, Guarantee.EVERY_GROUP));
    private static final Provider ALL = new Provider(
            "log",
            Guarantees.of(
                    1,
                    Guarantee.COMPETING_CONSUMERS,
                    Guarantee.REDELIVERY,
                    Guarantee.EVERY_GROUP,
                    Guarantee.KEY_ORDER));

    @Test
    void accepts_a_transport_that_keeps_all() {
        GuaranteeCheck check = new GuaranteeCheck(List.of(CALLS, UNORDERED, ALL));

        check.check(Fixtures.operation("sold"), Set.of(), ALL, "transports.messages");
        check.check(Fixtures.operation("order"), Set.of(), ALL, "transports.messages");
        check.check(Fixtures.operation("find"), Set.of(), CALLS, "transports.calls");
        check.check(Fixtures.operation("find"), Set.of(), UNORDERED, "transports.calls");
    }

    @Test
    void names_the_operation_what_is_missing_the_setting_and_who_has_it() {
        GuaranteeCheck check = new GuaranteeCheck(List.of(CALLS, UNORDERED, ALL));

        assertThatThrownBy(() -> check.check(Fixtures.operation("sold"), Set.of(), UNORDERED, "transports.messages"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("shop.sold (PUBLISH_SUBSCRIBE): transport heap, from transports.messages, lacks KEY_ORDER"
                        + " (expected: a transport that keeps order per key); these do: log");
    }

    @Test
    void a_quorum_needs_a_transport_on_which_an_instance_can_be_asked_by_name() {
        OperationModel quorum =
                ContractModel.of(QuorumTest.Prices.class).operations().getFirst();

        assertThatThrownBy(() -> new GuaranteeCheck(List.of(CALLS, UNORDERED, ALL))
                        .check(quorum, Set.of(), UNORDERED, "transports.calls"))
                .hasMessageContaining("transport heap, from transports.calls, lacks CALLS")
                .hasMessageContaining("these do: wire");
    }

    @Test
    void says_so_when_nobody_has_it() {
        assertThatThrownBy(() -> new GuaranteeCheck(List.of(CALLS))
                        .check(Fixtures.operation("sold"), Set.of(), CALLS, "operations.shop.sold.transport"))
                .hasMessageContainingAll(
                        "from operations.shop.sold.transport",
                        "lacks KEY_ORDER, EVERY_GROUP, REDELIVERY",
                        "none on the class path does");
    }

    @ParameterizedTest
    @ValueSource(strings = {"find", "order", "remind", "sold", "wanted"})
    void refuses_what_the_advisor_says_does_not_fit_with_its_words_and_nothing_else(String name) {
        List<TransportProvider> all = List.of(CALLS, UNORDERED, ALL);
        Advisor advisor = new Advisor(all);
        Needs needs = Needs.of(Fixtures.operation(name));
        for (TransportProvider provider : all) {
            Verdict verdict = advisor.judge(needs, new Candidate(provider.name(), "", provider.guarantees()));
            ThrowingCallable check = () ->
                    new GuaranteeCheck(all).check(Fixtures.operation(name), Set.of(), provider, "transports.calls");
            if (verdict.fit() == Verdict.Fit.LACKS) {
                assertThatThrownBy(check)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("from transports.calls, " + verdict.text() + "; ");
            } else {
                assertThatCode(check).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void judges_a_transport_by_what_it_promises_as_it_is_configured() {
        GuaranteeCheck configured = new GuaranteeCheck(List.of(UNORDERED, ALL), provider -> ALL.guarantees());

        configured.check(Fixtures.operation("sold"), Set.of(), UNORDERED, "transports.messages");
    }
}
