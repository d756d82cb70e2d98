package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.log.Receipts;
import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Receipt;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sending side of messages: knows from the registry who is there. For the reactor's thread, but for what says otherwise. */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    /** Under which contract, and over which transport, members stand in the registry. */
    static final String CONTRACT = "zeromq-members";

    static final String TRANSPORT = "zeromq.messages";

    private final Reactor reactor;
    private final Links links;
    private final ZeroMqSettings settings;
    private final Supplier<Registry> registry;
    private final Admission admission;
    private final AtomicBoolean follows = new AtomicBoolean();
    private final Map<String, ChannelRoute> channels = new HashMap<>();
    private long outlets;
    private @Nullable String lost;
    private @Nullable CompletableFuture<Void> finished;

    Sender(Reactor reactor, Links links, ZeroMqSettings settings, Supplier<Registry> registry) {
        this.reactor = reactor;
        this.links = links;
        this.settings = settings;
        this.registry = registry;
        this.admission = new Admission(reactor, settings.queue());
        admission.whenReleased(this::lookWhetherFinished);
        reactor.onTick(this::tick);
    }

    /** As {@link io.quintet.spi.MessageTransport#send}. From any thread. */
    CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        follow();
        batch.forEach(Message::id); // must be there, for receivers ask for it
        Receipts receipts = new Receipts(batch.size());
        QuintetException full = null; // then nothing that is behind it goes either
        Deadline room = null;
        List<Sent> accepted = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            int place = i;
            Message message = batch.get(i);
            byte[] headers = message.headers().encode();
            int cost = Math.min(Cost.of(headers.length, message.payload().length), admission.most());
            QuintetException refused = tooLarge(message, headers);
            if (refused == null && full == null && !admission.enter(cost)) {
                hand(channel, accepted); // what is before it must be on its way while it waits
                accepted = new ArrayList<>(batch.size() - i);
                room = room == null ? Deadline.in(settings.patience()) : room;
                full = admission.await(cost, room);
            }
            if (refused == null) {
                refused = full;
            }
            if (refused != null) {
                receipts.set(i, new Receipt.Failed(refused));
                continue;
            }
            accepted.add(new Sent(message, headers, settings.patience().toNanos(), told -> {
                admission.leave(cost);
                receipts.set(place, told);
            }));
        }
        hand(channel, accepted);
        return receipts.future();
    }

    private static @Nullable QuintetException tooLarge(Message message, byte[] headers) {
        if (message.payload().length > ZeroMqTransportProvider.MOST_BYTES) {
            return QuintetException.invalid(
                    "message " + message.id() + ": " + message.payload().length + " bytes (expected: <= "
                            + ZeroMqTransportProvider.MOST_BYTES + ")",
                    List.of());
        }
        if (headers.length > Headers.MAX_BYTES) {
            return QuintetException.invalid(
                    "message " + message.id() + ": headers of " + headers.length + " bytes (expected: <= "
                            + Headers.MAX_BYTES + ")",
                    List.of());
        }
        return null;
    }

    private void hand(Channel channel, List<Sent> batch) {
        if (!batch.isEmpty() && !reactor.execute(() -> route(channel, batch))) {
            batch.forEach(sent -> sent.fail(Code.UNAVAILABLE, "the zeromq transport of this instance is closed"));
        }
    }

    private void route(Channel channel, List<Sent> batch) {
        ChannelRoute route = route(channel.name());
        batch.forEach(route::send);
    }

    private ChannelRoute route(String channel) {
        return channels.computeIfAbsent(channel, name -> new ChannelRoute(name, settings));
    }

    // Who is there.

    private void follow() {
        if (!follows.get() && follows.compareAndSet(false, true)) {
            registry.get().follow(new Sought(CONTRACT, TRANSPORT), new Follower() {
                @Override
                public void seen(List<Instance> instances) {
                    boolean unused = reactor.execute(() -> Sender.this.seen(instances));
                }

                @Override
                public void lost(String why) {
                    boolean unused = reactor.execute(() -> lost = why);
                }
            });
        }
    }

    private void seen(List<Instance> instances) {
        lost = null;
        Set<String> listed = new HashSet<>();
        for (Instance instance : instances) {
            try {
                Address address = Address.parse(instance.endpoint().address());
                String channel = address.channel();
                if (channel == null) {
                    throw QuintetException.unreachable(
                            "address " + address.text() + ": no channel (expected: one)", null);
                }
                listed.add(instance.id());
                member(route(channel).group(instance.service()), instance.id(), address);
            } catch (QuintetException e) {
                LOG.warn("zeromq: an entry of the registry is of no use: {}", instance, e);
            }
        }
        for (ChannelRoute channel : channels.values()) {
            for (GroupRoute group : channel.groups()) {
                group.outlets().values().forEach(outlet -> outlet.listed(listed.contains(outlet.id())));
            }
            channel.seen();
        }
    }

    private void member(GroupRoute group, String id, Address address) {
        if (!group.outlets().containsKey(id)) {
            Outlet outlet = new Outlet(reactor, group, id, ++outlets, links.to(address));
            group.outlets().put(id, outlet);
            outlet.connect();
        }
    }

    private void tick(long now) {
        for (ChannelRoute channel : channels.values()) {
            for (GroupRoute group : channel.groups()) {
                group.outlets().values().removeIf(outlet -> {
                    boolean gone = outlet.away() && !outlet.listed();
                    if (gone) {
                        outlet.disconnect();
                    } else {
                        outlet.tick(now);
                    }
                    return gone;
                });
            }
        }
        channels.values().removeIf(channel -> !channel.tick(now, lost));
    }

    /** Gives up all that waits. */
    void remove(Channel channel) {
        ChannelRoute route = channels.get(channel.name());
        if (route != null) {
            route.end(Code.FAILED_PRECONDITION, "channel " + channel.name() + " was removed");
        }
    }

    /** Waits for the answers of those who may have got something already. From any thread but the reactor's. */
    void finish(Duration patience) {
        CompletableFuture<Void> all = new CompletableFuture<>();
        boolean open = reactor.execute(() -> {
            finished = all;
            lookWhetherFinished();
        });
        if (open) {
            try {
                all.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                LOG.debug("zeromq: not all that was sent is answered after {}", patience, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void lookWhetherFinished() {
        if (finished != null && channels.values().stream().noneMatch(ChannelRoute::awaitsAnswer)) {
            finished.complete(null);
        }
    }

    void end() {
        channels.values()
                .forEach(channel ->
                        channel.end(Code.UNAVAILABLE, "the zeromq transport of this instance was closed meanwhile"));
    }
}
