package io.quintet.transport.sqs.server;

import java.util.UUID;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.elasticmq.Limits;
import org.elasticmq.QueueData;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.reflect.ClassTag;

/** ElasticMQ's queues, of which the FIFO ones are {@link GroupedQueueActor}s. */
@SuppressWarnings("unchecked") // where Scala has told the types apart
final class GroupedQueues extends QueueManagerActor {
    GroupedQueues(NowProvider clock, Limits limits, Option<ActorRef> keeper) {
        super(clock, limits, keeper);
    }

    @Override
    public ActorRef createQueueActor(NowProvider clock, QueueData queue, Option<ActorRef> keeper) {
        boolean alone = queue.deadLettersQueue().isEmpty()
                && queue.copyMessagesTo().isEmpty()
                && queue.moveMessagesTo().isEmpty();
        if (!queue.isFifo() || !alone) {
            return super.createQueueActor(clock, queue, keeper);
        }
        return context()
                .actorOf(
                        Props.create(GroupedQueueActor.class, () -> new GroupedQueueActor(clock, queue, keeper)),
                        "queue-" + queue.name() + "-" + UUID.randomUUID());
    }

    /** The same, in a way that Java can say it. */
    @Override
    @SuppressWarnings("rawtypes")
    public ClassTag ev() {
        return super.ev();
    }
}
