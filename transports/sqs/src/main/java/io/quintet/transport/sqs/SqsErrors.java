package io.quintet.transport.sqs;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What SQS and its client say as {@link QuintetException}s; one table. */
final class SqsErrors {
    /** Of a queue that is not there. */
    static final String ABSENT = "QueueDoesNotExist";

    /** Of a queue that is there with other attributes. */
    static final String EXISTS = "QueueNameExists";

    /** By the error code without what older services put before it. */
    private static final Map<String, Code> CODES = Map.ofEntries(
            Map.entry(ABSENT, Code.NOT_FOUND),
            Map.entry("NonExistentQueue", Code.NOT_FOUND),
            Map.entry(EXISTS, Code.ALREADY_EXISTS),
            Map.entry("QueueAlreadyExists", Code.ALREADY_EXISTS),
            Map.entry("QueueDeletedRecently", Code.UNAVAILABLE),
            Map.entry("ReceiptHandleIsInvalid", Code.ABORTED),
            Map.entry("MessageNotInflight", Code.ABORTED),
            Map.entry("OverLimit", Code.RESOURCE_EXHAUSTED),
            Map.entry("RequestThrottled", Code.RESOURCE_EXHAUSTED),
            Map.entry("ThrottlingException", Code.RESOURCE_EXHAUSTED),
            Map.entry("Throttling", Code.RESOURCE_EXHAUSTED),
            Map.entry("KmsThrottled", Code.RESOURCE_EXHAUSTED),
            Map.entry("AccessDenied", Code.PERMISSION_DENIED),
            Map.entry("AccessDeniedException", Code.PERMISSION_DENIED),
            Map.entry("KmsAccessDenied", Code.PERMISSION_DENIED),
            Map.entry("InvalidClientTokenId", Code.UNAUTHENTICATED),
            Map.entry("UnrecognizedClientException", Code.UNAUTHENTICATED),
            Map.entry("SignatureDoesNotMatch", Code.UNAUTHENTICATED),
            Map.entry("MissingAuthenticationToken", Code.UNAUTHENTICATED),
            Map.entry("ExpiredToken", Code.UNAUTHENTICATED),
            Map.entry("ExpiredTokenException", Code.UNAUTHENTICATED),
            Map.entry("InvalidSecurity", Code.UNAUTHENTICATED),
            Map.entry("InvalidMessageContents", Code.INVALID_ARGUMENT),
            Map.entry("InvalidParameterValue", Code.INVALID_ARGUMENT),
            Map.entry("InvalidAttributeValue", Code.INVALID_ARGUMENT),
            Map.entry("InvalidAttributeName", Code.INVALID_ARGUMENT),
            Map.entry("BatchRequestTooLong", Code.INVALID_ARGUMENT),
            Map.entry("UnsupportedOperation", Code.UNIMPLEMENTED));

    private SqsErrors() {}

    /** What {@code what}, a queue and where it is, failed with. */
    static QuintetException of(SdkException failure, String what) {
        String message = "sqs: " + what + ": " + text(failure);
        if (failure instanceof AwsServiceException said) {
            String name =
                    said.awsErrorDetails() == null ? "" : said.awsErrorDetails().errorCode();
            return answered(name, said.statusCode(), message).causedBy(failure);
        }
        if (failure instanceof AbortedException) {
            return QuintetException.concluded(Code.CANCELLED, FailureMode.OMISSION, message)
                    .causedBy(failure);
        }
        if (has(failure, ConnectException.class) || has(failure, UnknownHostException.class)) {
            return QuintetException.unreachable(message, failure);
        }
        if (failure.getMessage() != null && failure.getMessage().startsWith("Unable to load credentials")) {
            return QuintetException.refused(Code.UNAUTHENTICATED, message).causedBy(failure);
        }
        return QuintetException.concluded(Code.UNAVAILABLE, FailureMode.OMISSION, message)
                .causedBy(failure);
    }

    /** One entry of a batch that was refused. */
    static QuintetException entry(@Nullable String name, @Nullable String said, String what) {
        String text = name + (said == null ? "" : ": " + said);
        return answered(name == null ? "" : name, 0, "sqs: " + what + ": " + text);
    }

    private static QuintetException answered(String name, int status, String message) {
        Code known = CODES.get(name.substring(name.lastIndexOf('.') + 1));
        Code code = known == null ? code(status) : known;
        if (code != Code.UNAVAILABLE) {
            return QuintetException.refused(code, message);
        }
        return known == null // a failure of SQS, which may come after it has done what was asked
                ? QuintetException.concluded(code, FailureMode.OMISSION, message)
                : QuintetException.unreachable(message, null);
    }

    private static Code code(int status) {
        return switch (status) {
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 400, 404, 413 -> Code.INVALID_ARGUMENT;
            case 429 -> Code.RESOURCE_EXHAUSTED;
            default -> Code.UNAVAILABLE;
        };
    }

    /** Whether a receipt is no longer the one that counts: the message was given to somebody else, or is handled. */
    static boolean lost(QuintetException failure) {
        return failure.code() == Code.ABORTED
                || failure.code() == Code.INVALID_ARGUMENT // how FIFO queues say that a receipt has expired
                || failure.code() == Code.NOT_FOUND;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String text(SdkException failure) {
        if (failure instanceof AwsServiceException said && said.awsErrorDetails() != null) {
            return said.awsErrorDetails().errorCode() + ": "
                    + said.awsErrorDetails().errorMessage();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
