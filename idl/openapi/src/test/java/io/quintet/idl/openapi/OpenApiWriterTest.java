package io.quintet.idl.openapi;

import static io.quintet.Http.Method.GET;
import static io.quintet.Http.Method.PUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.RequestResponse;
import io.quintet.contract.ContractModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What does not need a server to be seen; the rest is tested where the document is served. */
class OpenApiWriterTest {
    @Contract("inn")
    public interface Inn {
        @RequestResponse
        @Http(method = GET, path = "/rooms/{room}/sweet dreams")
        Left.Detail left(Find query);

        @RequestResponse
        @Http(method = PUT, path = "/rooms/{number}/sweet dreams")
        Right.Detail right(Change command);

        @RequestResponse
        Problem problem(Find query);

        @RequestResponse
        Stream<Guest> guests(Find query);

        @RequestResponse
        Right.Detail arrive(Stream<Guest> guests);

        record Find(String room, int nights) {}

        record Guest(String name) {}

        record Change(int number, int nights) {}

        record Problem(Left.Detail left, int count) {}
    }

    static final class Left {
        public record Detail(int a) {}
    }

    static final class Right {
        public record Detail(long b) {}
    }

    private static List<ApiOperation> operations() {
        List<ApiOperation> operations = new ArrayList<>();
        ContractModel.of(Inn.class)
                .operations()
                .forEach(model -> operations.add(new ApiOperation(model, List.of("application/json"))));
        return operations;
    }

    private static String write(List<ApiOperation> operations) {
        return new String(OpenApiWriter.write("inn-service", "7", operations), StandardCharsets.UTF_8);
    }

    @Test
    void the_same_operations_give_the_same_bytes_in_whatever_order_they_come() {
        List<ApiOperation> shuffled = operations();
        Collections.reverse(shuffled);
        assertThat(write(shuffled))
                .isEqualTo(write(operations()))
                .contains("\"title\":\"inn-service\",\"version\":\"7\"");
    }

    @Test
    void paths_that_differ_just_in_the_names_of_variables_are_one_item_with_one_name() {
        assertThat(write(operations()))
                .containsOnlyOnce("\"/rooms/{room}/sweet%20dreams\":{\"get\":")
                .doesNotContain("{number}")
                .contains("\"put\":{\"operationId\":\"inn.right\"")
                .contains("{\"name\":\"room\",\"in\":\"path\",\"required\":true,"
                        + "\"schema\":{\"type\":\"integer\",\"format\":\"int32\"}}");
    }

    @Test
    void classes_of_one_simple_name_get_longer_ones_and_the_documents_own_names_are_not_taken() {
        assertThat(write(operations()))
                .contains("\"Left.Detail\":{", "\"Right.Detail\":{", "\"Inn.Problem\":{", "\"Problem\":{")
                .contains("\"$ref\":\"#/components/schemas/Left.Detail\"");
    }

    @Test
    void operations_with_streams_of_records_are_left_out_with_their_records() {
        assertThat(operations())
                .extracting(operation -> operation.model().name())
                .contains("guests", "arrive");
        assertThat(write(operations())).doesNotContain("inn.guests", "inn.arrive", "\"Guest\"");
    }

    @Test
    void what_is_written_always_is_required_and_what_is_read_is_not() {
        assertThat(write(operations()))
                .contains("\"Left.Detail\":{\"type\":\"object\",\"properties\":"
                        + "{\"a\":{\"type\":\"integer\",\"format\":\"int32\"}},\"required\":[\"a\"]}")
                .contains("\"Find\":{\"type\":\"object\",\"properties\":{\"room\":{\"type\":\"string\"},"
                        + "\"nights\":{\"type\":\"integer\",\"format\":\"int32\"}}}");
    }
}
