package io.quintet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.AsyncRequestResponse;
import io.quintet.Contract;
import io.quintet.InvalidContractException;
import io.quintet.Quorum;
import io.quintet.RequestResponse;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class QuorumContractTest {
    public record Ask(String id) {}

    @Contract("good")
    public interface Good {
        @Quorum(2)
        @RequestResponse(idempotent = true)
        Ask find(Ask ask);
    }

    @Contract("bad")
    public interface Changing {
        @Quorum(2)
        @RequestResponse
        Ask change(Ask ask);
    }

    @Contract("bad")
    public interface Later {
        @Quorum(2)
        @AsyncRequestResponse(idempotent = true)
        CompletionStage<Ask> find(Ask ask);
    }

    @Contract("bad")
    public interface Many {
        @Quorum(2)
        @RequestResponse(idempotent = true)
        Stream<Ask> find(Ask ask);
    }

    @Contract("bad")
    public interface Alone {
        @Quorum(1)
        @RequestResponse(idempotent = true)
        Ask find(Ask ask);
    }

    private static void refused(Class<?> contract, String message) {
        assertThatThrownBy(() -> ContractModel.of(contract))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining(message);
    }

    @Test
    void reads_how_many_must_agree() {
        assertThat(ContractModel.of(Good.class).operations().getFirst().quorum())
                .isEqualTo(2);
    }

    @Test
    void refuses_what_several_instances_cannot_be_asked() {
        refused(Changing.class, "Changing.change: @Quorum on an operation that is not idempotent (mend: drop @Quorum:");
        refused(Later.class, "Later.find: @Quorum on what is not one request and one response (mend:");
        refused(Many.class, "Many.find: @Quorum on what is not one request and one response (mend:");
        refused(Alone.class, "Alone.find: @Quorum(1) (mend: use 2 to 16)");
    }
}
