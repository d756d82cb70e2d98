package io.quintet.benchmarks;

import io.quintet.servers.Ports;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures calls from a client's process to a server's, beside the bare library and beside frameworks, in turns. */
final class CallsPart {
    private static final Bar THREE_TIMES = Bar.atLeast(3);
    private static final Bar A_THIRD = Bar.atMost(0.333);
    private static final String PEERS = "io.quintet.benchmarks.peer.";

    private final Contest contest;
    private final Children children;
    private final Options options;
    private final String own;
    private final List<Row> ratios = new ArrayList<>();

    private CallsPart(Children children, Options options, String own) {
        this.contest = new Contest(Wording.CALLS, options.repetitions());
        this.children = children;
        this.options = options;
        this.own = own;
    }

    /**
     * Somebody whom our own way is compared with.
     *
     * @param name as the table says it
     * @param module below {@code benchmarks/peers}
     * @param technology its class, below {@link #PEERS}
     * @param throughput the bar of our throughput as a multiple of its
     * @param processor the bar of our processor time a call as a multiple of its
     */
    private record Peer(String name, String module, String technology, Bar throughput, Bar processor) {
        static Peer framework(String name, String module, String technology) {
            return new Peer(name, module, technology, THREE_TIMES, A_THIRD);
        }
    }

    /** Our {@code http} transport with all that a service gets by itself. */
    static List<Row> rest(Children children, Options options) throws InterruptedException {
        return new CallsPart(children, options, "REST, Quintet")
                .rows(
                        QuintetRest.class.getName(),
                        new Peer("bare Vert.x", "vertx", "vertx.BareVertx", Bar.atLeast(0.9), Bar.atMost(1.15)),
                        Peer.framework("Spring Boot, JDK's client", "spring", "spring.SpringRestJdk"),
                        Peer.framework("Spring Boot, Apache's client", "spring", "spring.SpringRestApache"),
                        Peer.framework("Dubbo Triple, interface", "dubbo", "dubbo.DubboInterface"));
    }

    /** The same with all calls on HTTP/2, beside the one that speaks it, too. */
    static List<Row> http2(Children children, Options options) throws InterruptedException {
        return new CallsPart(children, options, "REST on HTTP/2, Quintet")
                .rows(
                        QuintetRest2.class.getName(),
                        Peer.framework("Dubbo Triple, interface", "dubbo", "dubbo.DubboInterface"));
    }

    /** The same over gRPC. */
    static List<Row> grpc(Children children, Options options) throws InterruptedException {
        return new CallsPart(children, options, "gRPC, Quintet")
                .rows(
                        QuintetGrpc.class.getName(),
                        new Peer("bare grpc-java", "grpc-java", "grpc.BareGrpc", Bar.atLeast(1), Bar.atMost(1)),
                        Peer.framework("Spring gRPC", "spring", "spring.SpringGrpc"),
                        Peer.framework("Dubbo Triple, protobuf", "dubbo", "dubbo.DubboMessages"));
    }

    private List<Row> rows(String technology, Peer... all) throws InterruptedException {
        List<Peer> asked =
                Arrays.stream(all).filter(peer -> options.ask(peer.name())).toList();
        enter(own, null, technology);
        for (Peer peer : asked) {
            enter(peer.name(), peer.module(), PEERS + peer.technology());
        }
        contest.run(own + " and its peers", CallMeasurement.secondsEach(options.seconds()));
        for (Peer peer : asked) {
            ratios.add(contest.ratio(own, peer.name(), peer.throughput()));
            ratios.add(contest.processorRatio(own, peer.name(), peer.processor()));
        }
        List<Row> rows = new ArrayList<>(contest.peer(own));
        rows.addAll(ratios);
        for (Peer peer : asked) {
            rows.addAll(contest.peer(peer.name()));
        }
        return rows;
    }

    private void enter(String name, @Nullable String module, String technology) throws InterruptedException {
        contest.enter(name, () -> {
            ClassPath classPath = module == null ? ClassPath.own() : ClassPath.ofPeer(module);
            classPath.require(technology);
            return new CallMeasurement(children, classPath, technology, Ports.free(), options.seconds());
        });
    }
}
