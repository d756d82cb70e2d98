package io.quintet.transport.sqs.server;

import org.apache.pekko.actor.AbstractActor;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Notes in the journal what ElasticMQ tells of its queues and messages; ElasticMQ answers its clients only after this has answered. It takes
 * the place of ElasticMQ's own storage, which forgets the order of a FIFO queue's messages.
 */
final class Keeper extends AbstractActor {
    private final Journal journal;

    Keeper(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(QueueEvent.QueueCreated.class, event -> journal.created(event.queue()))
                .match(QueueEvent.QueueMetadataUpdated.class, event -> journal.created(event.queue()))
                .match(QueueEvent.QueueDeleted.class, event -> journal.deleted(event.queueName()))
                .match(QueueEvent.MessageAdded.class, event -> {
                    journal.added(event.queueName(), event.message());
                    answer();
                })
                .match(QueueEvent.MessageUpdated.class, event -> {
                    journal.updated(event.queueName(), event.message());
                    answer();
                })
                .match(QueueEvent.MessageRemoved.class, event -> {
                    journal.removed(event.queueName(), event.messageId());
                    answer();
                })
                .build();
    }

    private void answer() {
        getSender().tell(OperationSuccessful$.MODULE$, getSelf());
    }
}
