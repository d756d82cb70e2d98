package io.quintet.tck;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The other process: {@code <transport> hold|take|reject|send|delay|serve [<channel> <shards> …] -- <setting>=<value> … -- <setting>=<value> …},
 * the transport's settings first, then those of the registry; ends with its
 * parent.
 */
final class PeerMain {
    private PeerMain() {}

    /** Runs until standard input ends. */
    public static void main(String[] args) throws Exception {
        List<String> all = List.of(args);
        int end = all.indexOf("--");
        int last = all.lastIndexOf("--");
        List<String> command = all.subList(0, end);
        Transport transport =
                open(command.get(0), settings(all.subList(end + 1, last)), settings(all.subList(last + 1, all.size())));
        Thread.ofPlatform().daemon().name("tck-peer-command").start(() -> run(transport, command));
        while (System.in.read() >= 0) {
            // the parent says nothing; when it is gone, so are we
        }
        Runtime.getRuntime().halt(0);
    }

    private static Map<String, String> settings(List<String> arguments) {
        Map<String, String> settings = new HashMap<>();
        for (String setting : arguments) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return settings;
    }

    private static Transport open(String name, Map<String, String> store, Map<String, String> registry) {
        TransportProvider provider = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no transport " + name + " on the class path"));
        Instances instances = new Instances(
                "tck-peer-" + ProcessHandle.current().pid(),
                registry,
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory()));
        return provider.create(instances.context(store));
    }

    private static void run(Transport transport, List<String> command) {
        try {
            switch (command.get(1)) {
                case "hold" -> consume((MessageTransport) transport, command, delivery -> {});
                case "take" -> consume((MessageTransport) transport, command, Delivery::ack);
                case "reject" ->
                    consume((MessageTransport) transport, command, delivery -> {
                        delivery.reject(new IllegalStateException("this process cannot handle it"));
                        say("rejected " + delivery.message().id());
                    });
                case "send" -> send((MessageTransport) transport, command);
                case "delay" -> delay((MessageTransport) transport, command);
                case "serve" -> serve((CallTransport) transport);
                default -> throw new IllegalArgumentException("command: " + command);
            }
        } catch (RuntimeException | Error e) {
            say("failed " + e);
            throw e;
        }
    }

    private static Channel channel(List<String> command) {
        return new Channel(command.get(2), Channel.Kind.POINT_TO_POINT, Integer.parseInt(command.get(3)));
    }

    private static void consume(MessageTransport transport, List<String> command, Consumer<Delivery> then) {
        transport.subscribe(channel(command), command.get(4), Integer.parseInt(command.get(5)), delivery -> {
            say("got " + delivery.message().id() + " " + delivery.attempt());
            then.accept(delivery);
        });
        say("subscribed");
    }

    private static void send(MessageTransport transport, List<String> command) {
        Channel channel = channel(command);
        for (int i = 0; i < Integer.parseInt(command.get(4)); i++) {
            String id = "m" + i;
            var unused = transport
                    .send(channel, List.of(Texts.message(id, "k")))
                    .thenAccept(receipts -> {
                        if (receipts.getFirst() instanceof Receipt.Accepted) {
                            say("accepted " + id);
                        }
                    });
        }
        say("sent");
    }

    /** Messages that fall due one after the other, those due last sent first. */
    private static void delay(MessageTransport transport, List<String> command) {
        Channel channel = channel(command);
        long start = System.currentTimeMillis() + Long.parseLong(command.get(5));
        for (int i = Integer.parseInt(command.get(4)) - 1; i >= 0; i--) {
            Message message = DelayScenarios.at(start + 5L * i, "m" + i, "k");
            var unused = transport.send(channel, List.of(message)).thenAccept(receipts -> {
                if (receipts.getFirst() instanceof Receipt.Accepted) {
                    say("accepted " + message.id());
                }
            });
        }
        say("sent");
    }

    private static void serve(CallTransport transport) {
        Answers answers = new Answers(() -> say("waiting"));
        say("serving " + transport.serve(CallKit.operations(), answers).address());
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
