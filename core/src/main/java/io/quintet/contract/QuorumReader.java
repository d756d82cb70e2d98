package io.quintet.contract;

import io.quintet.InteractionStyle;
import io.quintet.InvalidContractException;
import io.quintet.Quorum;
import java.lang.reflect.Method;
import java.util.function.BiFunction;

/** Reads how many instances must agree on the answer of an operation. */
final class QuorumReader {
    private static final int MOST = 16;

    private final Method method;
    private final BiFunction<String, String, InvalidContractException> wrong;

    /** With what makes a refusal of what is wrong and of the mend. */
    QuorumReader(Method method, BiFunction<String, String, InvalidContractException> wrong) {
        this.method = method;
        this.wrong = wrong;
    }

    /** 1 where any answer will do. */
    int read(InteractionStyle style, Streaming streaming, boolean idempotent) {
        Quorum quorum = method.getAnnotation(Quorum.class);
        if (quorum == null) {
            return 1;
        }
        if (style != InteractionStyle.REQUEST_RESPONSE || streaming != Streaming.NONE) {
            throw wrong.apply(
                    "@Quorum on what is not one request and one response",
                    "drop @Quorum, or make it a @RequestResponse without a Stream");
        }
        if (!idempotent) {
            throw wrong.apply(
                    "@Quorum on an operation that is not idempotent",
                    "drop @Quorum: several instances would each do it; or say idempotent = true where that is"
                            + " harmless");
        }
        if (quorum.value() < 2 || quorum.value() > MOST) {
            throw wrong.apply("@Quorum(" + quorum.value() + ")", "use 2 to " + MOST);
        }
        return quorum.value();
    }
}
