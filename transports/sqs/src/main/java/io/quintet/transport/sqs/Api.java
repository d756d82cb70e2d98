package io.quintet.transport.sqs;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The few questions that are asked of SQS, each once and with an end: the client's own retries are off. Fails as {@link SqsErrors} says,
 * with the queue and where it is. Safe for use by many threads; blocks as long as the answer takes.
 */
final class Api implements AutoCloseable {
    static final int MOST_ENTRIES = 10;

    private static final int MOST_CONNECTIONS = 500;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final SqsClient client;
    private final String address;
    private final Map<String, String> urls = new ConcurrentHashMap<>();

    Api(SqsSettings settings) {
        address = settings.address();
        SqsClientBuilder builder = SqsClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(MOST_CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .socketTimeout(settings.poll().plus(settings.sendTimeout())))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(settings.poll().plus(SLACK).plus(settings.sendTimeout())))
                .checksumValidationEnabled(false); // the body is JSON, and every answer of HTTP has a length
        URI url = settings.url();
        if (url != null) {
            builder.endpointOverride(withoutUser(url));
        }
        if (settings.region() != null) {
            builder.region(Region.of(settings.region()));
        } else if (url != null) {
            builder.region(Region.US_EAST_1); // of no meaning where the address is said
        }
        builder.credentialsProvider(credentials(url));
        try {
            client = builder.build();
        } catch (SdkException e) {
            throw new ConfigurationException(
                    "sqs.region: absent (expected: a region such as eu-central-1, here or in the environment): "
                            + e.getMessage(),
                    e);
        }
    }

    private static AwsCredentialsProvider credentials(@Nullable URI url) {
        String user = url == null ? null : url.getUserInfo();
        if (user == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        int colon = user.indexOf(':');
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(user.substring(0, colon), user.substring(colon + 1)));
    }

    private static URI withoutUser(URI url) {
        try {
            return new URI(url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a part of a url is none", e);
        }
    }

    // Queues.

    /** Whether a queue is there; asked anew until it is. */
    boolean exists(String queue) {
        if (urls.containsKey(queue)) {
            return true;
        }
        try {
            urls.put(
                    queue,
                    answered(
                            queue,
                            () -> client.getQueueUrl(ask -> ask.queueName(queue))
                                    .queueUrl()));
            return true;
        } catch (QuintetException e) {
            if (e.code() == Code.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** Creates a queue; an ALREADY_EXISTS where one is there with other attributes. */
    void create(String queue, Map<QueueAttributeName, String> attributes, Map<String, String> tags) {
        urls.put(
                queue,
                answered(
                        queue,
                        () -> client.createQueue(ask -> ask.queueName(queue)
                                        .attributes(attributes)
                                        .tags(tags))
                                .queueUrl()));
    }

    /** Deletes a queue with what it holds; one that is not there is no error. */
    void delete(String queue) {
        if (exists(queue)) {
            try {
                String url = url(queue);
                answered(queue, () -> client.deleteQueue(ask -> ask.queueUrl(url)));
            } catch (QuintetException e) {
                if (e.code() != Code.NOT_FOUND) {
                    throw e;
                }
            }
        }
        forget(queue);
    }

    /** It may have been deleted. */
    void forget(String queue) {
        urls.remove(queue);
    }

    /** The names of all queues that begin so. */
    List<String> list(String prefix) {
        return answered("queues " + prefix + "*", () -> {
            List<String> names = new ArrayList<>();
            client.listQueuesPaginator(ask -> ask.queueNamePrefix(prefix)).queueUrls().stream()
                    .map(url -> url.substring(url.lastIndexOf('/') + 1))
                    .forEach(names::add);
            return names;
        });
    }

    Map<String, String> tags(String queue) {
        String url = url(queue);
        return answered(
                queue, () -> client.listQueueTags(ask -> ask.queueUrl(url)).tags());
    }

    Map<QueueAttributeName, String> attributes(String queue, QueueAttributeName... names) {
        String url = url(queue);
        return answered(
                queue,
                () -> client.getQueueAttributes(ask -> ask.queueUrl(url).attributeNames(names))
                        .attributes());
    }

    private String url(String queue) {
        if (!exists(queue)) {
            throw QuintetException.refused(Code.NOT_FOUND, "sqs: " + what(queue) + ": absent (expected: there)");
        }
        return urls.getOrDefault(queue, "");
    }

    // Messages.

    /** Sends at most ten; the entries that were refused. */
    List<BatchResultErrorEntry> send(String queue, List<SendMessageBatchRequestEntry> entries, Duration patience) {
        String url = url(queue);
        return answered(
                queue,
                () -> client.sendMessageBatch(ask -> ask.queueUrl(url)
                                .entries(entries)
                                .overrideConfiguration(override -> override.apiCallTimeout(patience)))
                        .failed());
    }

    /** Takes at most {@code most}, of which ten at most come; waits for some. */
    List<Message> receive(String queue, int most, Duration visibility, Duration wait) {
        String url = url(queue);
        return answered(
                queue,
                () -> client.receiveMessage(ask -> ask.queueUrl(url)
                                .maxNumberOfMessages(Math.min(MOST_ENTRIES, most))
                                .visibilityTimeout((int) visibility.toSeconds())
                                .waitTimeSeconds((int) wait.toSeconds())
                                .messageSystemAttributeNames(
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                        MessageSystemAttributeName.MESSAGE_GROUP_ID))
                        .messages());
    }

    /** Deletes at most ten, by their receipts; the entries that were refused, whose ids are their places. */
    List<BatchResultErrorEntry> delete(String queue, List<String> receipts) {
        String url = url(queue);
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>(receipts.size());
        for (int i = 0; i < receipts.size(); i++) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(receipts.get(i))
                    .build());
        }
        return answered(
                queue,
                () -> client.deleteMessageBatch(ask -> ask.queueUrl(url).entries(entries))
                        .failed());
    }

    /** Says of at most ten when they can be received again; the entries that were refused, whose ids are their places. */
    List<BatchResultErrorEntry> visible(String queue, List<String> receipts, Duration visibility, Duration patience) {
        String url = url(queue);
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>(receipts.size());
        for (int i = 0; i < receipts.size(); i++) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(receipts.get(i))
                    .visibilityTimeout((int) visibility.toSeconds())
                    .build());
        }
        return answered(
                queue,
                () -> client.changeMessageVisibilityBatch(ask -> ask.queueUrl(url)
                                .entries(entries)
                                .overrideConfiguration(override -> override.apiCallTimeout(patience)))
                        .failed());
    }

    /** What went wrong with one entry. */
    QuintetException refused(String queue, BatchResultErrorEntry entry) {
        return SqsErrors.entry(entry.code(), entry.message(), what(queue));
    }

    private String what(String queue) {
        return "queue " + queue + " at " + address;
    }

    private <T> T answered(String queue, Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            QuintetException failure = SqsErrors.of(e, what(queue));
            if (failure.code() == Code.NOT_FOUND) {
                forget(queue);
            }
            throw failure;
        } catch (IllegalStateException e) { // its connections are closed
            throw QuintetException.unreachable("the sqs transport is closed", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
