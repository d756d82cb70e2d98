package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What RabbitMQ's client throws as {@link QuintetException}s; one table. */
final class RabbitErrors {
    private RabbitErrors() {}

    /** What {@code what} failed with; {@code nothingDone}: whether it is known that RabbitMQ has not done it. */
    static QuintetException of(Throwable failure, String what, boolean nothingDone) {
        String message = "rabbitmq: " + what + ": " + text(failure);
        return of(message, failure, nothingDone).causedBy(failure);
    }

    private static QuintetException of(String message, Throwable failure, boolean nothingDone) {
        if (failure instanceof AuthenticationFailureException
                || failure instanceof PossibleAuthenticationFailureException) {
            return QuintetException.refused(Code.UNAUTHENTICATED, message);
        }
        return switch (replyCode(failure)) {
            case AMQP.ACCESS_REFUSED -> QuintetException.refused(Code.PERMISSION_DENIED, message);
            case AMQP.NOT_FOUND -> QuintetException.refused(Code.NOT_FOUND, message);
            case AMQP.PRECONDITION_FAILED -> QuintetException.refused(Code.FAILED_PRECONDITION, message);
            default ->
                nothingDone
                        ? QuintetException.unreachable(message, failure)
                        : QuintetException.concluded(Code.UNAVAILABLE, FailureMode.OMISSION, message);
        };
    }

    /** What cannot be sent now; nothing was. */
    static QuintetException blocked(String what) {
        return QuintetException.refused(
                Code.UNAVAILABLE,
                "rabbitmq: " + what + ": RabbitMQ takes nothing now, for it is short of memory or disk space");
    }

    /** The code that RabbitMQ has closed a channel or connection with; 0 where it has not. */
    static int replyCode(Throwable failure) {
        ShutdownSignalException signal = signal(failure);
        if (signal == null) {
            return 0;
        }
        return switch (signal.getReason()) {
            case AMQP.Channel.Close close -> close.getReplyCode();
            case AMQP.Connection.Close close -> close.getReplyCode();
            case null, default -> 0;
        };
    }

    /** Whether what the client threw says that the connection is gone, and not that something was refused. */
    static boolean connectionLost(Exception thrown) {
        ShutdownSignalException signal = signal(thrown);
        return signal != null ? signal.isHardError() : thrown instanceof IOException;
    }

    private static @Nullable ShutdownSignalException signal(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException signal) {
                return signal;
            }
        }
        return null;
    }

    private static String text(Throwable failure) {
        ShutdownSignalException signal = signal(failure);
        if (signal != null && signal.getReason() instanceof AMQP.Channel.Close close) {
            return close.getReplyText();
        }
        if (signal != null && signal.getReason() instanceof AMQP.Connection.Close close) {
            return close.getReplyText();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
