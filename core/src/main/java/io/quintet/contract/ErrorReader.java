package io.quintet.contract;

import io.quintet.DomainException;
import io.quintet.InteractionStyle;
import io.quintet.InvalidContractException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** Reads the contract's own exceptions that an operation declares. */
final class ErrorReader {
    private final Method method;
    private final BiFunction<String, String, InvalidContractException> wrong;

    /** With what makes a refusal of what is wrong and of the mend. */
    ErrorReader(Method method, BiFunction<String, String, InvalidContractException> wrong) {
        this.method = method;
        this.wrong = wrong;
    }

    List<ErrorModel> read(InteractionStyle style) {
        List<ErrorModel> errors = new ArrayList<>();
        for (Class<?> thrown : method.getExceptionTypes()) {
            if (!DomainException.class.isAssignableFrom(thrown)) {
                throw wrong.apply("throws " + thrown.getSimpleName(), "declare subclasses of DomainException only");
            }
            if (!style.responds() || style.oneToMany()) {
                throw wrong.apply(
                        "throws " + thrown.getSimpleName() + " but nobody waits for its answer",
                        "drop the throws clause");
            }
            ErrorModel error = error(thrown.asSubclass(DomainException.class));
            if (errors.stream().anyMatch(other -> other.name().equals(error.name()))) {
                throw wrong.apply("throws two exceptions named " + error.name(), "rename one: the simple name travels");
            }
            errors.add(error);
        }
        return List.copyOf(errors);
    }

    private ErrorModel error(Class<? extends DomainException> thrown) {
        List<Constructor<?>> constructors = Arrays.stream(thrown.getConstructors())
                .filter(c -> c.getParameterCount() == 1 && c.getParameterTypes()[0].isRecord())
                .toList();
        if (constructors.size() != 1 || Modifier.isAbstract(thrown.getModifiers())) {
            throw wrong.apply(
                    thrown.getSimpleName() + " cannot be rebuilt",
                    "give it one public constructor whose only parameter is a record, its detail");
        }
        try {
            return new ErrorModel(
                    thrown.getSimpleName(),
                    thrown,
                    constructors.getFirst().getParameterTypes()[0].asSubclass(Record.class),
                    MethodHandles.lookup()
                            .unreflectConstructor(constructors.getFirst())
                            .asType(MethodType.methodType(DomainException.class, Object.class)));
        } catch (IllegalAccessException e) {
            throw wrong.apply(thrown.getSimpleName() + " is not public", "make it and its detail public");
        }
    }
}
