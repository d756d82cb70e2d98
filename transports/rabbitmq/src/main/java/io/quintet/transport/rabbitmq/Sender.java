package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.log.Acceptable;
import io.quintet.log.Receipts;
import io.quintet.message.Channel;
import io.quintet.message.Channel.Kind;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import io.quintet.transport.rabbitmq.Publisher.Fate;
import io.quintet.transport.rabbitmq.Publisher.Target;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Checks messages and gives them to the publisher, each for the shard of its key. Safe for use by many threads. */
final class Sender {
    private final Publisher publisher;
    private final Express express;
    private final Topology topology;
    private final Names names;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();

    Sender(Publisher publisher, Express express, Topology topology, Names names, Clock clock) {
        this.publisher = publisher;
        this.express = express;
        this.topology = topology;
        this.names = names;
        this.clock = clock;
    }

    CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        try {
            if (channel.kind() == Kind.CALLS) {
                express.ready(); // whoever waits for a reply does not wait for a connection, one after the other
            }
            if (channel.kind() != Kind.REPLIES) {
                topology.open(channel);
            }
        } catch (QuintetException e) {
            return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), new Receipt.Failed(e)));
        }
        Receipts receipts = new Receipts(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Message message = batch.get(i);
            String complaint = Acceptable.complaint(
                    message, RabbitTransportProvider.NAME, RabbitTransportProvider.GUARANTEES.maxMessageBytes());
            BasicProperties properties = Wire.write(message.headers(), Map.of());
            if (complaint == null) {
                complaint = Wire.complaint(properties);
            }
            if (complaint == null) {
                put(channel, message, properties, i, receipts);
            } else {
                receipts.set(i, new Receipt.Failed(QuintetException.invalid(complaint, List.of())));
            }
        }
        return receipts.future();
    }

    private void put(Channel channel, Message message, BasicProperties properties, int place, Receipts receipts) {
        Fate fate = failure -> receipts.set(place, receipt(channel, failure));
        switch (channel.kind()) {
            case POINT_TO_POINT, PUBLISH_SUBSCRIBE -> {
                Target target = message.notBefore() <= clock.millis()
                        ? target(names, channel, message, turn)
                        : Target.queue("channel " + channel.name(), names.delayed(channel.name()));
                publisher.put(target, properties, message.payload(), fate);
            }
            case CALLS -> express.ask(target(names, channel, message, turn), message, properties, fate);
            case REPLIES -> {
                Target target;
                try {
                    target = Target.queue("channel " + channel.name(), ReplyAddress.decode(channel.name()));
                } catch (QuintetException e) {
                    fate.known(e);
                    return;
                }
                express.reply(target, message, properties, fate);
            }
        }
    }

    private Receipt receipt(Channel channel, @Nullable QuintetException failure) {
        if (failure == null) {
            return Receipt.Accepted.INSTANCE;
        }
        if (failure.code() == Code.NOT_FOUND || (channel.kind() == Kind.CALLS && failure.code() == Code.UNAVAILABLE)) {
            topology.missed(channel.name()); // somebody has removed it
        }
        return new Receipt.Failed(failure);
    }

    /** Where a message goes that is due: point to point straight to the queue, which does not have to be there for RabbitMQ to say so. */
    static Target target(Names names, Channel channel, Message message, AtomicInteger turn) {
        String key = message.key();
        int shard = key != null ? channel.shardOf(key) : Math.floorMod(turn.getAndIncrement(), channel.shards());
        String name = "channel " + channel.name();
        return channel.kind() == Kind.PUBLISH_SUBSCRIBE
                ? new Target(name, names.exchange(channel.name()), Integer.toString(shard))
                : Target.queue(name, names.queue(channel.name(), shard));
    }
}
