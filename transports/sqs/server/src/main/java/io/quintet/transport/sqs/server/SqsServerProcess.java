package io.quintet.transport.sqs.server;

import com.typesafe.config.ConfigFactory;
import io.quintet.servers.JavaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.rest.sqs.AutoCreateQueuesConfig;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;

/**
 * One ElasticMQ: {@code <directory> <port>}; goes on with what the directory holds, and ends with its parent, whose pipe to standard input
 * must stay open. It listens when all that was stored is there again: ElasticMQ's own program listens before.
 */
public final class SqsServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private SqsServerProcess() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        JavaServer.endWithParent();
        try {
            serve(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve(Path directory, int port) throws Exception {
        Journal journal = Journal.open(directory.resolve("journal"));
        ActorSystem system = ActorSystem.create(
                "elasticmq",
                ConfigFactory.parseString("pekko.loglevel = WARNING\npekko.stdout-loglevel = WARNING\n"
                                + "pekko.scheduler.implementation = " + UnhurriedScheduler.class.getName())
                        .withFallback(ConfigFactory.load()));
        ActorRef keeper = system.actorOf(Props.create(Keeper.class, () -> new Keeper(journal)));
        ActorRef manager = system.actorOf(Props.create(
                GroupedQueues.class,
                () -> new GroupedQueues(new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(keeper))));
        for (Journal.Queue queue : journal.stored()) {
            restore(manager, queue);
        }
        new TheSQSRestServerBuilder(
                        Option.apply(system),
                        Option.apply(manager),
                        "127.0.0.1",
                        port,
                        new NodeAddress("http", "127.0.0.1", port, ""),
                        false,
                        StrictSQSLimits$.MODULE$,
                        "elasticmq",
                        "000000000000",
                        Option.apply(keeper),
                        AutoCreateQueuesConfig.disabled())
                .start()
                .waitUntilStarted();
    }

    private static void restore(ActorRef manager, Journal.Queue queue) throws Exception {
        Either<?, ?> made = (Either<?, ?>) ask(manager, new CreateQueue(CreateQueueData.from(queue.data())));
        ActorRef actor = (ActorRef) made.toOption().get();
        List<InternalMessage> messages = queue.messages();
        ask(actor, new RestoreMessages(CollectionConverters.asScala(messages).toList()));
    }

    private static Object ask(ActorRef actor, Object message)
            throws ExecutionException, TimeoutException, InterruptedException {
        return Patterns.ask(actor, message, PATIENCE).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
