package io.quintet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.AsyncRequestResponse;
import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.Http;
import io.quintet.InteractionStyle;
import io.quintet.InvalidContractException;
import io.quintet.Key;
import io.quintet.Notification;
import io.quintet.PublishAsyncResponses;
import io.quintet.PublishSubscribe;
import io.quintet.RequestResponse;
import io.quintet.Requires;
import io.quintet.Responses;
import io.quintet.message.MessageType;
import io.quintet.spi.Guarantee;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class ContractReaderTest {
    public record Ask(@Key String id, int count, List<String> tags) {}

    public record Answer(String text) {}

    public record TwoKeys(@Key String first, @Key String second) {}

    public record ListKey(@Key List<String> ids) {}

    public static final class Missing extends DomainException {
        private static final long serialVersionUID = 1L;

        public record Detail(String id) {}

        public Missing(Detail detail) {
            super(Code.NOT_FOUND, "no " + detail.id(), detail);
        }
    }

    public static final class Bare extends DomainException {
        private static final long serialVersionUID = 1L;

        public Bare() {
            super(Code.ABORTED, "bare", new Answer(""));
        }
    }

    @Contract("all-five")
    public interface AllFive {
        @RequestResponse(idempotent = true, timeout = "2s")
        @Http(method = Http.Method.PUT, path = "/asks/{id}", status = 201)
        Answer ask(Ask request) throws Missing;

        @AsyncRequestResponse
        CompletionStage<Answer> later(Ask request);

        @Notification
        void tell(Ask request);

        @PublishSubscribe
        @Requires(Guarantee.DURABLE)
        void happened(Ask event);

        @PublishAsyncResponses(within = "500ms")
        Responses<Answer> who(Ask request);

        static void helper() {}

        default Answer both(Ask request) throws Missing {
            return ask(request);
        }
    }

    @Test
    void reads_all_five_styles_in_the_order_of_their_names() {
        ContractModel contract = ContractModel.of(AllFive.class);

        assertThat(contract.name()).isEqualTo("all-five");
        assertThat(contract.operations())
                .extracting(OperationModel::qualifiedName, OperationModel::style, OperationModel::response)
                .containsExactly(
                        tuple("all-five.ask", InteractionStyle.REQUEST_RESPONSE, Answer.class),
                        tuple("all-five.happened", InteractionStyle.PUBLISH_SUBSCRIBE, null),
                        tuple("all-five.later", InteractionStyle.ASYNC_REQUEST_RESPONSE, Answer.class),
                        tuple("all-five.tell", InteractionStyle.NOTIFICATION, null),
                        tuple("all-five.who", InteractionStyle.PUBLISH_ASYNC_RESPONSES, Answer.class));
    }

    @Test
    void reads_what_an_operation_says_of_itself() {
        OperationModel ask = operation(AllFive.class, "ask");
        OperationModel happened = operation(AllFive.class, "happened");

        assertThat(ask.idempotent()).isTrue();
        assertThat(ask.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(ask.messageType()).isEqualTo(MessageType.COMMAND);
        assertThat(ask.keyOf(new Ask("7", 1, List.of()))).isEqualTo("7");
        assertThat(ask.errors()).extracting(ErrorModel::name).containsExactly("Missing");
        assertThat(happened.messageType()).isEqualTo(MessageType.EVENT);
        assertThat(happened.required()).containsExactly(Guarantee.DURABLE);
        assertThat(operation(AllFive.class, "who").timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(operation(AllFive.class, "later").idempotent()).isFalse();
    }

    @Test
    void rebuilds_a_contracts_own_exception_from_its_detail() {
        ErrorModel error = operation(AllFive.class, "ask").error("Missing");

        assertThat(error).isNotNull();
        assertThat(error.rebuild(new Missing.Detail("7")))
                .isInstanceOf(Missing.class)
                .hasMessage("no 7");
    }

    @Test
    void splits_a_request_into_path_and_body() {
        HttpModel http = operation(AllFive.class, "ask").http();

        assertThat(http.method()).isEqualTo(Http.Method.PUT);
        assertThat(http.path()).hasToString("[Literal[text=asks], Variable[component=id]]");
        assertThat(http.query()).isEmpty();
        assertThat(http.body()).isTrue();
        assertThat(http.outsideBody()).containsExactly("id");
        assertThat(http.status()).isEqualTo(201);
    }

    @Test
    void an_operation_without_http_is_a_post_of_everything() {
        HttpModel http = operation(AllFive.class, "tell").http();

        assertThat(http.method()).isEqualTo(Http.Method.POST);
        assertThat(http.path()).hasToString("[Literal[text=all-five], Literal[text=tell]]");
        assertThat(http.outsideBody()).isEmpty();
        assertThat(http.status()).as("no response").isEqualTo(202);
    }

    public record Search(String shelf, int page, Http.Method method) {}

    @Contract("search")
    public interface SearchContract {
        @RequestResponse
        @Http(method = Http.Method.GET, path = "/shelves/{shelf}/books")
        Answer search(Search query);
    }

    @Test
    void a_get_has_no_body_its_components_go_to_the_query_and_it_is_idempotent() {
        OperationModel search = operation(SearchContract.class, "search");

        assertThat(search.http().body()).isFalse();
        assertThat(search.http().query()).hasToString("[page, method]");
        assertThat(search.http().outsideBody()).containsExactlyInAnyOrder("shelf", "page", "method");
        assertThat(search.idempotent()).isTrue();
        assertThat(search.http().cacheControl()).isEqualTo("no-cache");
        assertThat(operation(AllFive.class, "tell").http().cacheControl()).isNull();
    }

    // What is refused ---------------------------------------------------------------------------------------------

    public interface NoAnnotation {}

    @Contract("class")
    public static final class NoInterface {}

    @Contract("Upper")
    public interface UpperCase {}

    @Contract("empty")
    public interface Empty {}

    @Contract("hidden")
    interface Hidden {
        @Notification
        void tell(Ask request);
    }

    @Test
    void refuses_what_is_no_contract() {
        refused(
                NoAnnotation.class,
                "NoAnnotation: not a contract (mend: make it an interface with @Contract(\"name\"))");
        refused(NoInterface.class, "NoInterface: not a contract");
        refused(UpperCase.class, "contract name \"Upper\" (mend: at most 100 lower-case letters, digits and hyphens");
        refused(Empty.class, "Empty: no operations (mend: add a method with a style");
        refused(Hidden.class, "Hidden: not public (mend: make the interface public)");
    }

    @Contract("bad")
    public interface NoStyle {
        void tell(Ask request);
    }

    @Contract("bad")
    public interface TwoStyles {
        @Notification
        @PublishSubscribe
        void tell(Ask request);
    }

    @Contract("bad")
    public interface Overloaded {
        @Notification
        void tell(Ask request);

        @Notification
        void tell(Answer request);
    }

    @Test
    void refuses_operations_without_one_style_and_one_name() {
        refused(
                NoStyle.class,
                "NoStyle.tell: no interaction style (mend: annotate it with exactly one of @RequestResponse");
        refused(TwoStyles.class, "TwoStyles.tell: two interaction styles (mend: annotate it with exactly one of");
        refused(Overloaded.class, "Overloaded.tell: two operations of one name (mend: rename one)");
    }

    @Contract("bad")
    public interface NoParameter {
        @Notification
        void tell();
    }

    @Contract("bad")
    public interface TwoParameters {
        @Notification
        void tell(Ask one, Ask two);
    }

    @Contract("bad")
    public interface TextParameter {
        @Notification
        void tell(String text);
    }

    @Test
    void refuses_parameters_other_than_one_record() {
        refused(NoParameter.class, "NoParameter.tell: parameters [] (mend: take exactly one parameter, a record)");
        refused(TwoParameters.class, "TwoParameters.tell: parameters [");
        refused(TextParameter.class, "TextParameter.tell: parameters [class java.lang.String] (mend: take exactly one");
    }

    @Contract("bad")
    public interface AnsweringNotification {
        @Notification
        Answer tell(Ask request);
    }

    @Contract("bad")
    public interface AnsweringEvent {
        @PublishSubscribe
        Answer happened(Ask event);
    }

    @Contract("bad")
    public interface SilentRequest {
        @RequestResponse
        void ask(Ask request);
    }

    @Contract("bad")
    public interface BlockingAsync {
        @AsyncRequestResponse
        Answer later(Ask request);
    }

    @Contract("bad")
    public interface TextStage {
        @AsyncRequestResponse
        CompletionStage<String> later(Ask request);
    }

    @Contract("bad")
    public interface OneResponse {
        @PublishAsyncResponses(within = "1s")
        Answer who(Ask request);
    }

    @Test
    void refuses_responses_that_do_not_fit_the_style() {
        refused(
                AnsweringNotification.class,
                "AnsweringNotification.tell: returns " + Answer.class.getTypeName()
                        + " but its style has no response (mend: return void, or make it a @RequestResponse)");
        refused(AnsweringEvent.class, "AnsweringEvent.happened: returns ", "or make it a @PublishAsyncResponses)");
        refused(
                SilentRequest.class,
                "SilentRequest.ask: responds with void (mend: return a record, or make it a @Notification)");
        refused(BlockingAsync.class, "BlockingAsync.later: returns ", "(mend: return CompletionStage of a record)");
        refused(
                TextStage.class,
                "TextStage.later: responds with java.lang.String (mend: return CompletionStage of a record)");
        refused(OneResponse.class, "OneResponse.who: returns ", "(mend: return Responses of a record)");
    }

    @Contract("bad")
    public interface BadTimeout {
        @RequestResponse(timeout = "soon")
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface Keys {
        @Notification
        void tell(TwoKeys request);
    }

    @Contract("bad")
    public interface Lists {
        @Notification
        void tell(ListKey request);
    }

    @Test
    void refuses_timeouts_and_keys_that_are_none() {
        refused(
                BadTimeout.class,
                "BadTimeout.ask: timeout: \"soon\" (expected: a time above zero",
                "(mend: give such a time)");
        refused(Keys.class, "Keys.tell: two @Key components in TwoKeys: [first, second] (mend: keep one)");
        refused(Lists.class, "Lists.tell: @Key ids is a List (mend: use a text, number, enum, UUID or time as key)");
    }

    @Contract("bad")
    public interface HttpEvent {
        @PublishSubscribe
        @Http(path = "/x")
        void happened(Ask event);
    }

    @Contract("bad")
    public interface RelativePath {
        @RequestResponse
        @Http(path = "x")
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface PathWithQuery {
        @RequestResponse
        @Http(path = "/x?y=1")
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface UnknownVariable {
        @RequestResponse
        @Http(path = "/x/{nobody}")
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface VariableTwice {
        @RequestResponse
        @Http(path = "/x/{id}/{id}")
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface PartVariable {
        @RequestResponse
        @Http(path = "/x-{id}")
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface ListInPath {
        @RequestResponse
        @Http(path = "/x/{tags}")
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface ListInQuery {
        @RequestResponse
        @Http(method = Http.Method.GET, path = "/x")
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface BadStatus {
        @RequestResponse
        @Http(path = "/x", status = 404)
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface KeptPost {
        @RequestResponse
        @Http(path = "/x", cacheControl = "max-age=60")
        Answer ask(Ask request);
    }

    @Contract("bad")
    public interface BadCacheControl {
        @RequestResponse
        @Http(method = Http.Method.GET, path = "/x/{shelf}", cacheControl = "max-age=1\nX: y")
        Answer ask(Search request);
    }

    @Contract("bad")
    public interface SameRoute {
        @RequestResponse
        @Http(path = "/x/{id}")
        Answer ask(Ask request);

        @RequestResponse
        @Http(path = "/x/{count}")
        Answer count(Ask request);
    }

    @Test
    void refuses_rest_shapes_that_cannot_be() {
        refused(HttpEvent.class, "HttpEvent.happened: @Http on a publication (mend: drop @Http");
        refused(
                RelativePath.class,
                "RelativePath.ask: path \"x\" (mend: start it with a slash, without query or fragment)");
        refused(PathWithQuery.class, "PathWithQuery.ask: path \"/x?y=1\" (mend: start it with a slash");
        refused(
                UnknownVariable.class,
                "UnknownVariable.ask: path variable {nobody} has no component in Ask (mend: use one of"
                        + " [id, count, tags], each once)");
        refused(VariableTwice.class, "VariableTwice.ask: path variable {id} stands twice (mend: ");
        refused(PartVariable.class, "PartVariable.ask: path part \"x-{id}\" (mend: let a variable be a whole part");
        refused(ListInPath.class, "ListInPath.ask: tags is a List, which does not fit into path or query (mend: ");
        refused(ListInQuery.class, "ListInQuery.ask: tags is a List, which does not fit into path or query (mend: ");
        refused(BadStatus.class, "BadStatus.ask: status 404 (mend: use one from 200 to 299)");
        refused(KeptPost.class, "KeptPost.ask: cacheControl of a POST (mend: drop it: only responses of GET are kept)");
        refused(BadCacheControl.class, "(mend: use directives such as max-age=60)");
        refused(
                SameRoute.class,
                "SameRoute.count: same route as ask: POST/x/{} (mend: change one @Http path or method)");
    }

    @Contract("bad")
    public interface JavaException {
        @RequestResponse
        Answer ask(Ask request) throws IOException;
    }

    @Contract("bad")
    public interface ThrowingEvent {
        @PublishSubscribe
        void happened(Ask event) throws Missing;
    }

    @Contract("bad")
    public interface BareException {
        @RequestResponse
        Answer ask(Ask request) throws Bare;
    }

    public static final class Other {
        public static final class Missing extends DomainException {
            private static final long serialVersionUID = 1L;

            public Missing(Answer detail) {
                super(Code.NOT_FOUND, "other", detail);
            }
        }
    }

    @Contract("bad")
    public interface SameSimpleName {
        @RequestResponse
        Answer ask(Ask request) throws Missing, Other.Missing;
    }

    @Test
    void refuses_exceptions_that_cannot_travel() {
        refused(
                JavaException.class,
                "JavaException.ask: throws IOException (mend: declare subclasses of DomainException only)");
        refused(
                ThrowingEvent.class,
                "ThrowingEvent.happened: throws Missing but nobody waits for its answer (mend: drop");
        refused(BareException.class, "BareException.ask: Bare cannot be rebuilt (mend: give it one public constructor");
        refused(SameSimpleName.class, "SameSimpleName.ask: throws two exceptions named Missing (mend: rename one");
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static OperationModel operation(Class<?> contract, String name) {
        return ContractModel.of(contract).operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void refused(Class<?> contract, String... parts) {
        assertThatThrownBy(() -> ContractModel.of(contract))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContainingAll(parts);
    }
}
