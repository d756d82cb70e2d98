package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures what a message costs as the work grows: stored messages, groups, shards, rows that wait in the outbox. */
final class CostPart {
    private final Children children;
    private final Callable<PostgresServer> server;
    private final int seconds;
    private final int repetitions;

    CostPart(Children children, Callable<PostgresServer> server, int seconds, int repetitions) {
        this.children = children;
        this.server = server;
        this.seconds = seconds;
        this.repetitions = repetitions;
    }

    List<Row> rows() throws InterruptedException {
        System.out.println("cost: some 4 minutes for each of SQLite and PostgreSQL");
        List<Row> rows = new ArrayList<>();
        rows.addAll(rows("SQLite", () -> new SqlBroker(children), () -> OutboxPart.sqlite(children)));
        rows.addAll(rows("PostgreSQL", () -> new PostgresBroker(server.call()), () -> OutboxPart.postgres(server)));
        return rows;
    }

    private List<Row> rows(String store, Callable<Broker> channels, Callable<Broker> outboxes)
            throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        rows.addAll(new Costs(store + ", messages stored", StoredCost.sizes())
                .rows(costs -> StoredCost.measure(children, channels.call(), repetitions, costs)));
        rows.addAll(new Costs(store + ", a delivery", ShapeCost.groups())
                .rows(costs -> ShapeCost.measureGroups(children, channels.call(), seconds, repetitions, costs)));
        rows.addAll(new Costs(store, ShapeCost.shards())
                .rows(costs -> ShapeCost.measureShards(children, channels.call(), seconds, repetitions, costs)));
        rows.addAll(new Costs(store + ", waiting in the outbox", WaitingCost.sizes())
                .rows(costs -> WaitingCost.measure(children, outboxes.call(), repetitions, costs)));
        return rows;
    }
}
