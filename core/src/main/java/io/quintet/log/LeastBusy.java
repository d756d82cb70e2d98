package io.quintet.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Chooses the shards that a member gives away when it has more than its share, so that most of them wait for nothing. */
public final class LeastBusy {
    private LeastBusy() {}

    /** Of some shards those that have the least unsettled, at most so many; none where {@code most} is below 1. */
    public static <S> List<S> of(Collection<S> shards, int most, Function<S, ShardDispatch> dispatch) {
        return shards.stream()
                .map(shard -> new Load<>(shard, dispatch.apply(shard).unsettled()))
                .sorted(Comparator.comparingInt(Load::unsettled))
                .limit(Math.max(0, most))
                .map(Load::shard)
                .toList();
    }

    /** How busy a shard was at one moment: it changes while shards are compared. */
    private record Load<S>(S shard, int unsettled) {}
}
