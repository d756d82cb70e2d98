package io.quintet.examples.fooddelivery.consumer;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.ConsumerUnknown;
import io.quintet.examples.fooddelivery.contract.Consumers.ConsumerVerified;
import io.quintet.examples.fooddelivery.contract.Consumers.VerifyConsumer;
import io.quintet.examples.fooddelivery.process.Sql;
import java.sql.SQLException;
import java.util.List;

/** Knows the consumers {@code c0001} to {@code c2500}. */
final class ConsumerService {
    private static final int CONSUMERS = 2500;

    private final Quintet quintet;

    ConsumerService(Quintet quintet) {
        this.quintet = quintet;
    }

    /** Enters all consumers, once. */
    static int enrol() throws SQLException {
        Sql.update("create table if not exists consumers (consumer_id text primary key, name text not null)");
        return Sql.update(
                "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)"
                        + " insert into consumers select printf('c%04d', i), 'Consumer ' || i from n where true"
                        + " on conflict do nothing",
                CONSUMERS);
    }

    public ConsumerVerified verifyConsumer(VerifyConsumer query) throws Exception {
        List<ConsumerVerified> found = quintet.transact(() -> Sql.query(
                "select name from consumers where consumer_id = ?",
                row -> new ConsumerVerified(query.consumerId(), row.getString(1)),
                query.consumerId()));
        if (found.isEmpty()) {
            throw new ConsumerUnknown(new ConsumerUnknown.Detail(query.consumerId()));
        }
        return found.getFirst();
    }
}
