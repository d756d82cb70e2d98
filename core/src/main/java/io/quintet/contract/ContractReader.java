package io.quintet.contract;

import io.quintet.AsyncRequestResponse;
import io.quintet.Contract;
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
import io.quintet.config.Durations;
import io.quintet.spi.Guarantee;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a contract from its interface and refuses it when it contradicts itself. */
final class ContractReader {
    private final Class<?> type;

    ContractReader(Class<?> type) {
        this.type = type;
    }

    ContractModel read() {
        Contract contract = type.getAnnotation(Contract.class);
        if (!type.isInterface() || contract == null) {
            throw new InvalidContractException(
                    type.getName() + ": not a contract (mend: make it an interface with @Contract(\"name\"))");
        }
        if (!isName(contract.value())) {
            throw new InvalidContractException(type.getName() + ": contract name \"" + contract.value()
                    + "\" (mend: at most 100 lower-case letters, digits and hyphens, starting with a letter)");
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            throw new InvalidContractException(type.getName() + ": not public (mend: make the interface public)");
        }
        List<OperationModel> operations = new ArrayList<>();
        Map<String, Method> names = new HashMap<>();
        Method[] methods = type.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::getName).thenComparing(Method::toString));
        for (Method method : methods) {
            if (Modifier.isStatic(method.getModifiers()) || method.isDefault()) {
                continue;
            }
            if (names.put(method.getName(), method) != null) {
                throw new InvalidContractException(where(method) + ": two operations of one name (mend: rename one)");
            }
            operations.add(new OperationReader(contract.value(), type, method).read());
        }
        if (operations.isEmpty()) {
            throw new InvalidContractException(
                    type.getName() + ": no operations (mend: add a method with a style, such as @Notification)");
        }
        rejectEqualRoutes(operations);
        return new ContractModel(contract.value(), type, List.copyOf(operations));
    }

    private void rejectEqualRoutes(List<OperationModel> operations) {
        Map<String, OperationModel> routes = new HashMap<>();
        for (OperationModel operation : operations) {
            StringBuilder route = new StringBuilder(operation.http().method().name());
            for (HttpModel.Segment segment : operation.http().path()) {
                route.append('/').append(segment instanceof HttpModel.Segment.Literal literal ? literal.text() : "{}");
            }
            OperationModel other = routes.put(route.toString(), operation);
            if (other != null) {
                throw new InvalidContractException(where(operation.method()) + ": same route as " + other.name() + ": "
                        + route + " (mend: change one @Http path or method)");
            }
        }
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 100
                && text.charAt(0) >= 'a'
                && text.charAt(0) <= 'z'
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    private static String where(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /** Reads one method. */
    private static final class OperationReader {
        private final String contract;
        private final Class<?> type;
        private final Method method;

        OperationReader(String contract, Class<?> type, Method method) {
            this.contract = contract;
            this.type = type;
            this.method = method;
        }

        /** What an annotation says; a style has some of it. */
        private record Declared(
                InteractionStyle style, boolean idempotent, boolean keyed, String timeout, String expires) {
            Declared(InteractionStyle style, String timeout, String expires) {
                this(style, false, false, timeout, expires);
            }
        }

        OperationModel read() {
            Declared declared = style();
            Streaming streaming = Streaming.of(
                    method.getParameterCount() == 1 && method.getParameterTypes()[0] == Stream.class,
                    method.getReturnType() == Stream.class);
            if (streaming != Streaming.NONE) {
                rejectStreams(declared, streaming);
            }
            Class<?> request = request(streaming);
            Class<?> response = response(declared.style, streaming);
            HttpModel http = http(declared.style, request, response);
            Requires requires = method.getAnnotation(Requires.class);
            boolean idempotent =
                    declared.idempotent || (http.method() != Http.Method.POST && http.method() != Http.Method.PATCH);
            return new OperationModel(
                    contract,
                    method.getName(),
                    method,
                    declared.style,
                    streaming,
                    request,
                    response,
                    key(request, streaming),
                    idempotent,
                    declared.keyed,
                    duration("timeout", declared.timeout),
                    declared.expires.isEmpty() ? null : duration("expires", declared.expires),
                    http,
                    RpcModel.of(contract, type, method),
                    new ErrorReader(method, this::wrong).read(declared.style),
                    new QuorumReader(method, this::wrong).read(declared.style, streaming, idempotent),
                    requires == null ? Set.<Guarantee>of() : Set.of(requires.value()));
        }

        private Declared style() {
            List<Declared> found = new ArrayList<>(1);
            RequestResponse requestResponse = method.getAnnotation(RequestResponse.class);
            if (requestResponse != null) {
                found.add(new Declared(
                        InteractionStyle.REQUEST_RESPONSE,
                        requestResponse.idempotent(),
                        requestResponse.idempotencyKey(),
                        requestResponse.timeout(),
                        ""));
            }
            AsyncRequestResponse async = method.getAnnotation(AsyncRequestResponse.class);
            if (async != null) {
                found.add(new Declared(
                        InteractionStyle.ASYNC_REQUEST_RESPONSE, async.idempotent(), false, async.timeout(), ""));
            }
            Notification notification = method.getAnnotation(Notification.class);
            if (notification != null) {
                found.add(new Declared(InteractionStyle.NOTIFICATION, notification.timeout(), notification.expires()));
            }
            PublishSubscribe publish = method.getAnnotation(PublishSubscribe.class);
            if (publish != null) {
                found.add(new Declared(InteractionStyle.PUBLISH_SUBSCRIBE, publish.timeout(), publish.expires()));
            }
            PublishAsyncResponses responses = method.getAnnotation(PublishAsyncResponses.class);
            if (responses != null) {
                found.add(new Declared(InteractionStyle.PUBLISH_ASYNC_RESPONSES, responses.within(), ""));
            }
            if (found.size() != 1) {
                throw wrong(
                        found.isEmpty() ? "no interaction style" : "two interaction styles",
                        "annotate it with exactly one of @RequestResponse, @AsyncRequestResponse, @Notification,"
                                + " @PublishSubscribe, @PublishAsyncResponses");
            }
            return found.getFirst();
        }

        private Duration duration(String attribute, String text) {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw wrong(attribute + ": " + e.getMessage(), "give such a time");
            }
        }

        private void rejectStreams(Declared declared, Streaming streaming) {
            if (declared.style != InteractionStyle.REQUEST_RESPONSE) {
                throw wrong(
                        "a stream in a " + declared.style,
                        "make it a @RequestResponse: only there both sides are up at the same time");
            }
            if (declared.keyed) {
                throw wrong(
                        "a stream with an idempotency key",
                        "drop idempotencyKey: a stream cannot be stored and answered again");
            }
            if (streaming.ofRequests() && method.isAnnotationPresent(Http.class)) {
                throw wrong(
                        "@Http on a stream of requests", "drop @Http: requests in a stream have no path of their own");
            }
        }

        private Class<?> request(Streaming streaming) {
            if (streaming.ofRequests()) {
                return record(
                        argument(method.getGenericParameterTypes()[0], Stream.class, "takes", "take"),
                        "takes a stream of",
                        "take Stream of a record");
            }
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length != 1 || !parameters[0].isRecord()) {
                throw wrong("parameters " + Arrays.toString(parameters), "take exactly one parameter, a record");
            }
            return parameters[0];
        }

        private @Nullable Class<?> response(InteractionStyle style, Streaming streaming) {
            Type returned = method.getGenericReturnType();
            return switch (style) {
                case REQUEST_RESPONSE ->
                    record(
                            streaming.ofResponses() ? argument(returned, Stream.class) : returned,
                            streaming.ofResponses()
                                    ? "return Stream of a record"
                                    : "return a record, or make it a @Notification");
                case ASYNC_REQUEST_RESPONSE ->
                    record(argument(returned, CompletionStage.class), "return CompletionStage of a record");
                case PUBLISH_ASYNC_RESPONSES ->
                    record(argument(returned, Responses.class), "return Responses of a record");
                case NOTIFICATION, PUBLISH_SUBSCRIBE -> {
                    if (returned != void.class) {
                        throw wrong(
                                "returns " + returned.getTypeName() + " but its style has no response",
                                style == InteractionStyle.NOTIFICATION
                                        ? "return void, or make it a @RequestResponse"
                                        : "return void, or make it a @PublishAsyncResponses");
                    }
                    yield null;
                }
            };
        }

        private Type argument(Type type, Class<?> raw) {
            return argument(type, raw, "returns", "return");
        }

        private Type argument(Type type, Class<?> raw, String does, String mend) {
            if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == raw) {
                return parameterized.getActualTypeArguments()[0];
            }
            throw wrong(does + " " + type.getTypeName(), mend + " " + raw.getSimpleName() + " of a record");
        }

        private Class<?> record(Type type, String mend) {
            return record(type, "responds with", mend);
        }

        private Class<?> record(Type type, String does, String mend) {
            if (type instanceof Class<?> c && c.isRecord()) {
                return c;
            }
            throw wrong(does + " " + type.getTypeName(), mend);
        }

        private @Nullable ComponentModel key(Class<?> request, Streaming streaming) {
            List<RecordComponent> keys = Arrays.stream(request.getRecordComponents())
                    .filter(component -> component.isAnnotationPresent(Key.class))
                    .toList();
            if (keys.size() > 1) {
                throw wrong("two @Key components in " + request.getSimpleName() + ": " + names(keys), "keep one");
            }
            if (keys.isEmpty()) {
                return null;
            }
            if (streaming != Streaming.NONE) {
                throw wrong(
                        "@Key " + keys.getFirst().getName() + " in an operation with a stream",
                        "drop @Key: a stream keeps its order, and there is none between streams");
            }
            if (!SimpleType.is(keys.getFirst().getType())) {
                throw wrong(
                        "@Key " + keys.getFirst().getName() + " is a "
                                + keys.getFirst().getType().getSimpleName(),
                        "use a text, number, enum, UUID or time as key");
            }
            return ComponentModel.of(keys.getFirst());
        }

        private static List<String> names(List<RecordComponent> components) {
            return components.stream().map(RecordComponent::getName).toList();
        }

        private HttpModel http(InteractionStyle style, Class<?> request, @Nullable Class<?> response) {
            Http declared = method.getAnnotation(Http.class);
            if (declared != null && style.oneToMany()) {
                throw wrong("@Http on a publication", "drop @Http: one-to-many operations travel over messages");
            }
            Http.Method verb = declared == null ? Http.Method.POST : declared.method();
            String path = declared == null ? "/" + contract + "/" + method.getName() : declared.path();
            if (!path.startsWith("/") || path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
                throw wrong("path \"" + path + "\"", "start it with a slash, without query or fragment");
            }
            Map<String, ComponentModel> components = new HashMap<>();
            List<String> order = new ArrayList<>();
            for (RecordComponent component : request.getRecordComponents()) {
                components.put(component.getName(), ComponentModel.of(component));
                order.add(component.getName());
            }
            List<HttpModel.Segment> segments = new ArrayList<>();
            List<String> bound = new ArrayList<>();
            for (String part : path.substring(1).split("/", -1)) {
                if (part.startsWith("{") && part.endsWith("}")) {
                    String variable = part.substring(1, part.length() - 1);
                    ComponentModel component = components.get(variable);
                    if (component == null || bound.contains(variable)) {
                        throw wrong(
                                "path variable {" + variable + "} "
                                        + (component == null
                                                ? "has no component in " + request.getSimpleName()
                                                : "stands twice"),
                                "use one of " + order + ", each once");
                    }
                    segments.add(new HttpModel.Segment.Variable(simple(component)));
                    bound.add(variable);
                } else if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
                    throw wrong("path part \"" + part + "\"", "let a variable be a whole part between slashes");
                } else {
                    segments.add(new HttpModel.Segment.Literal(part));
                }
            }
            List<ComponentModel> query = new ArrayList<>();
            if (!verb.hasBody()) {
                for (String name : order) {
                    if (!bound.contains(name)) {
                        query.add(simple(components.get(name)));
                        bound.add(name);
                    }
                }
            }
            int status = declared == null ? 200 : declared.status();
            if (status < 200 || status > 299) {
                throw wrong("status " + status, "use one from 200 to 299");
            }
            return new HttpModel(
                    verb,
                    List.copyOf(segments),
                    List.copyOf(query),
                    verb.hasBody(),
                    Set.copyOf(bound),
                    response == null && status == 200 ? 202 : status,
                    cacheControl(verb, declared == null ? "" : declared.cacheControl()));
        }

        private @Nullable String cacheControl(Http.Method verb, String declared) {
            if (verb != Http.Method.GET) {
                if (!declared.isEmpty()) {
                    throw wrong("cacheControl of a " + verb, "drop it: only responses of GET are kept");
                }
                return null;
            }
            if (!declared.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                throw wrong("cacheControl \"" + declared + "\"", "use directives such as max-age=60");
            }
            return declared.isEmpty() ? "no-cache" : declared;
        }

        private ComponentModel simple(@Nullable ComponentModel component) {
            if (component == null) {
                throw new IllegalStateException("component of " + method);
            }
            if (!SimpleType.is(component.type())) {
                throw wrong(
                        component.name() + " is a " + component.type().getSimpleName()
                                + ", which does not fit into path or query",
                        "use a text, number, enum, UUID or time there, or a method with a body");
            }
            return component;
        }

        private InvalidContractException wrong(String what, String mend) {
            return new InvalidContractException(where(method) + ": " + what + " (mend: " + mend + ")");
        }
    }
}
