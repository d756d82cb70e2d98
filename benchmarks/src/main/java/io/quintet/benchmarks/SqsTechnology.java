package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The bare client of AWS with a FIFO queue: eight threads on either side, each with batches of ten, which is the most; payloads in base64, for
 * SQS carries text. The address is a URL with key and secret.
 */
final class SqsTechnology implements Technology {
    private static final int THREADS = 8;
    private static final int BATCH = 10;
    private static final int POLL_SECONDS = 1;
    private static final int WAITING = 1024;

    @Override
    public Sender sender(Leg leg) {
        SqsClient client = client(leg);
        return new SqsSender(client, url(client, leg));
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) {
        SqsClient client = client(leg);
        String url = url(client, leg);
        AtomicBoolean closing = new AtomicBoolean();
        List<Thread> threads = threads("consumer", () -> {
            while (!closing.get()) {
                receive(client, url, intake);
            }
        });
        return () -> {
            closing.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            client.close();
        };
    }

    private static void receive(SqsClient client, String url, Intake intake) {
        List<Message> messages = client.receiveMessage(request ->
                        request.queueUrl(url).maxNumberOfMessages(BATCH).waitTimeSeconds(POLL_SECONDS))
                .messages();
        if (messages.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> done = new ArrayList<>();
        for (Message message : messages) {
            intake.received(Base64.getDecoder().decode(message.body()));
            done.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(done.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        int failed = client.deleteMessageBatch(request -> request.queueUrl(url).entries(done))
                .failed()
                .size();
        intake.acknowledged(done.size() - failed);
    }

    /** Made by whoever comes first. */
    private static String url(SqsClient client, Leg leg) {
        return client.createQueue(request -> request.queueName(leg.channel() + ".fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
    }

    private static SqsClient client(Leg leg) {
        URI address = URI.create(leg.address());
        String[] user = address.getUserInfo().split(":", 2);
        return SqsClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(URI.create("http://" + address.getHost() + ":" + address.getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(user[0], user[1])))
                .build();
    }

    private static List<Thread> threads(String name, Runnable work) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().name(name + "-" + i).start(work));
        }
        return threads;
    }

    /** Messages of one key may overtake each other between the threads; nobody here asks for their order. */
    private static final class SqsSender implements Sender {
        private final SqsClient client;
        private final String url;
        private final BlockingQueue<SendMessageBatchRequestEntry> waiting = new ArrayBlockingQueue<>(WAITING);
        private final AtomicLong refused = new AtomicLong();
        private final AtomicBoolean closing = new AtomicBoolean();
        private final List<Thread> threads;
        private long sent;

        SqsSender(SqsClient client, String url) {
            this.client = client;
            this.url = url;
            threads = threads("producer", this::work);
        }

        @Override
        public void send(String key, byte[] payload) throws InterruptedException {
            String id = Long.toString(sent++);
            waiting.put(SendMessageBatchRequestEntry.builder()
                    .id(id)
                    .messageDeduplicationId(id)
                    .messageGroupId(key)
                    .messageBody(Base64.getEncoder().encodeToString(payload))
                    .build());
        }

        private void work() {
            List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
            try {
                while (!closing.get() || !waiting.isEmpty()) {
                    SendMessageBatchRequestEntry first = waiting.poll(POLL_SECONDS, TimeUnit.SECONDS);
                    if (first != null) {
                        batch.add(first);
                        waiting.drainTo(batch, BATCH - 1);
                        send(batch);
                        batch.clear();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void send(List<SendMessageBatchRequestEntry> batch) {
            refused.addAndGet(
                    client.sendMessageBatch(request -> request.queueUrl(url).entries(List.copyOf(batch)))
                            .failed()
                            .size());
        }

        @Override
        public long failed() {
            return refused.get();
        }

        @Override
        public void close() throws InterruptedException {
            closing.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            client.close();
        }
    }
}
