package io.quintet.runtime;

import io.quintet.Idempotent;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.contract.OperationModel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The method of an implementation that handles an operation. */
final class HandlerMethod {
    private final OperationModel operation;
    private final MethodHandle handle;
    private final boolean idempotent;
    private final boolean batch;

    private HandlerMethod(OperationModel operation, MethodHandle handle, boolean idempotent, boolean batch) {
        this.operation = operation;
        this.handle = handle;
        this.idempotent = idempotent;
        this.batch = batch;
    }

    /** The public method with the operation's name and parameter, or null; one with the name and another parameter is refused. */
    static @Nullable HandlerMethod find(OperationModel operation, Object target) {
        InvalidContractException wrong = null;
        for (Method method : target.getClass().getMethods()) {
            if (!method.getName().equals(operation.name())
                    || Modifier.isStatic(method.getModifiers())
                    || method.isBridge()) {
                continue;
            }
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length == 1 && takesRequests(method, operation)) {
                return of(operation, method, target, false);
            }
            if (parameters.length == 1 && is(method.getGenericParameterTypes()[0], List.class, operation.request())) {
                return batch(operation, method, target);
            }
            if (method.getDeclaringClass() != Object.class) {
                wrong = new InvalidContractException(target.getClass().getName() + "." + method.getName()
                        + ": parameters "
                        + java.util.Arrays.toString(parameters) + " (mend: take one "
                        + (operation.streaming().ofRequests() ? "Stream of " : "")
                        + operation.request().getName() + ", as operation " + operation.qualifiedName() + " does)");
            }
        }
        if (wrong != null) {
            throw wrong;
        }
        return null;
    }

    private static boolean takesRequests(Method method, OperationModel operation) {
        return operation.streaming().ofRequests()
                ? is(method.getGenericParameterTypes()[0], Stream.class, operation.request())
                : method.getParameterTypes()[0] == operation.request();
    }

    private static boolean is(Type type, Class<?> raw, Class<?> argument) {
        return type instanceof ParameterizedType parameter
                && parameter.getRawType() == raw
                && parameter.getActualTypeArguments()[0] == argument;
    }

    private static HandlerMethod batch(OperationModel operation, Method method, Object target) {
        if (operation.response() != null) {
            throw new InvalidContractException(target.getClass().getName() + "." + method.getName()
                    + ": takes a batch of " + operation.request().getSimpleName() + " but each is answered by itself"
                    + " (mend: take one " + operation.request().getSimpleName() + ")");
        }
        return of(operation, method, target, true);
    }

    private static HandlerMethod of(OperationModel operation, Method method, Object target, boolean batch) {
        Class<?> returned = method.getReturnType();
        Class<?> response = operation.response();
        boolean fits;
        if (response == null) {
            fits = returned == void.class;
        } else if (operation.streaming().ofResponses()) {
            fits = is(method.getGenericReturnType(), Stream.class, response);
        } else {
            fits = returned == response || CompletionStage.class.isAssignableFrom(returned);
        }
        if (!fits) {
            throw new InvalidContractException(target.getClass().getName() + "." + method.getName() + ": returns "
                    + returned.getSimpleName() + " (mend: return "
                    + (response == null
                            ? "void"
                            : (operation.streaming().ofResponses() ? "Stream of " : "") + response.getSimpleName())
                    + ")");
        }
        try {
            method.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup()
                    .unreflect(method)
                    .bindTo(target)
                    .asType(MethodType.methodType(Object.class, Object.class));
            return new HandlerMethod(operation, handle, method.isAnnotationPresent(Idempotent.class), batch);
        } catch (IllegalAccessException e) {
            throw new InvalidContractException(
                    method + " is out of reach: " + e.getMessage() + " (mend: make it public)");
        }
    }

    OperationModel operation() {
        return operation;
    }

    /** Whether it runs without transaction and inbox. */
    boolean idempotent() {
        return idempotent;
    }

    /** Whether it takes a list of requests. */
    boolean batch() {
        return batch;
    }

    /** Handles a request, or a list of them; a stage is waited for, on this thread. */
    @Nullable
    Object handle(Object request) throws Exception {
        Object result;
        try {
            result = (@Nullable Object) handle.invokeExact(request);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("handler threw neither Exception nor Error", e);
        }
        return result instanceof CompletionStage<?> stage ? await(stage) : result;
    }

    private @Nullable Object await(CompletionStage<?> stage) throws Exception {
        CallContext context = CallContext.current();
        long nanos = context == null
                ? operation.timeout().toNanos()
                : context.deadline().remainingNanos();
        try {
            return stage.toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (TimeoutException e) {
            throw QuintetException.deadlineExceeded(operation.qualifiedName()
                            + ": the stage that the handler returned was not complete in time")
                    .causedBy(e);
        }
    }
}
