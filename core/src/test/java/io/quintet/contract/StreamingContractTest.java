package io.quintet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.AsyncRequestResponse;
import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.InvalidContractException;
import io.quintet.Key;
import io.quintet.PublishSubscribe;
import io.quintet.RequestResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StreamingContractTest {
    public record Ask(int count) {}

    public record Keyed(@Key String id) {}

    public record Answer(String text) {}

    @Contract("old-mill")
    public interface Streams {
        @RequestResponse
        Answer one(Ask request);

        @RequestResponse
        Answer requests(Stream<Ask> requests);

        @RequestResponse
        Stream<Answer> responses(Ask request);

        @RequestResponse
        Stream<Answer> twoWays(Stream<Ask> requests);
    }

    @Test
    void reads_the_four_kinds_with_their_records_and_their_shape_in_grpc() {
        assertThat(ContractModel.of(Streams.class).operations())
                .extracting(OperationModel::streaming)
                .containsExactly(Streaming.NONE, Streaming.REQUESTS, Streaming.RESPONSES, Streaming.BOTH);
        assertThat(ContractModel.of(Streams.class).operations()).allSatisfy(operation -> {
            assertThat(operation.request()).isEqualTo(Ask.class);
            assertThat(operation.response()).isEqualTo(Answer.class);
        });
        assertThat(ContractModel.of(Streams.class).operations())
                .extracting(operation -> operation.rpc().path())
                .contains("/old_mill.OldMill/One", "/old_mill.OldMill/TwoWays");
    }

    @Contract("published")
    public interface Published {
        @PublishSubscribe
        void happened(Stream<Ask> events);
    }

    @Contract("later")
    public interface Later {
        @AsyncRequestResponse
        CompletionStage<Answer> later(Stream<Ask> requests);
    }

    @Contract("once")
    public interface Once {
        @RequestResponse(idempotencyKey = true)
        Stream<Answer> once(Ask request);
    }

    @Contract("keyed")
    public interface KeyedRequests {
        @RequestResponse
        Answer keyed(Stream<Keyed> requests);
    }

    @Contract("pathed")
    public interface Pathed {
        @RequestResponse
        @Http(path = "/asks")
        Answer pathed(Stream<Ask> requests);
    }

    @Contract("lists")
    public interface Lists {
        @RequestResponse
        Answer lists(Stream<List<Ask>> requests);
    }

    @Contract("raw")
    public interface Raw {
        @RequestResponse
        Stream<?> raw(Ask request);
    }

    @Test
    void refuses_streams_that_make_no_sense_with_the_method_and_the_mend() {
        refused(
                Published.class,
                "Published.happened: a stream in a PUBLISH_SUBSCRIBE (mend: make it a @RequestResponse");
        refused(Later.class, "Later.later: a stream in a ASYNC_REQUEST_RESPONSE (mend: make it a @RequestResponse");
        refused(Once.class, "Once.once: a stream with an idempotency key (mend: drop idempotencyKey");
        refused(KeyedRequests.class, "KeyedRequests.keyed: @Key id in an operation with a stream (mend: drop @Key");
        refused(Pathed.class, "Pathed.pathed: @Http on a stream of requests (mend: drop @Http");
        refused(Lists.class, "Lists.lists: takes a stream of java.util.List", "(mend: take Stream of a record)");
        refused(Raw.class, "Raw.raw: responds with ?", "(mend: return Stream of a record)");
    }

    private static void refused(Class<?> contract, String... words) {
        assertThatThrownBy(() -> ContractModel.of(contract))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContainingAll(words);
    }
}
