package io.quintet.transport.sqs.server;

import org.apache.pekko.actor.ActorRef;
import org.elasticmq.QueueData;
import org.elasticmq.actor.queue.QueueActor;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.reflect.ClassTag;

/** ElasticMQ's FIFO queue, with its messages in a {@link GroupedQueue}. */
@SuppressWarnings("unchecked") // where Scala has told the types apart
final class GroupedQueueActor extends QueueActor {
    GroupedQueueActor(NowProvider clock, QueueData queue, Option<ActorRef> keeper) {
        super(clock, queue, Option.empty(), Option.empty(), Option.empty(), keeper);
        messageQueue_$eq(new GroupedQueue());
    }

    /** The same, in a way that Java can say it. */
    @Override
    @SuppressWarnings("rawtypes")
    public ClassTag ev() {
        return super.ev();
    }
}
