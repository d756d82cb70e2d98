package io.quintet.transport.sql;

import io.quintet.log.Replays;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Receipt;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The dead letters of all services on the store. */
final class SqlDeadLetters implements DeadLetters {
    private final DeadLetterTable table;
    private final ChannelCatalog catalog;
    private final Sender sender;
    private final Replays replays = new Replays(this, this::append);

    SqlDeadLetters(DeadLetterTable table, ChannelCatalog catalog, Sender sender) {
        this.table = table;
        this.catalog = catalog;
        this.sender = sender;
    }

    private CompletableFuture<List<Receipt>> append(String name, List<Message> batch) {
        Channel channel = answered(() -> catalog.find(name)).orElseThrow(() -> Replays.removed(name));
        return sender.send(channel, batch);
    }

    @Override
    public List<DeadLetter> list(Filter filter, Page page) {
        String after = page.after();
        long from = after != null
                ? number(after).orElse(0)
                : page.order() == Order.OLDEST_FIRST ? Long.MIN_VALUE : Long.MAX_VALUE;
        return answered(() -> table.list(filter, page, from));
    }

    @Override
    public List<Count> counts(Filter filter) {
        return answered(() -> table.counts(filter));
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        OptionalLong number = number(id);
        return number.isEmpty() ? Optional.empty() : answered(() -> table.find(number.getAsLong()));
    }

    private static OptionalLong number(String id) {
        try {
            return OptionalLong.of(Long.parseLong(id));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // the id of none
        }
    }

    @Override
    public Set<String> replay(Collection<String> ids) {
        return replays.replay(ids);
    }

    @Override
    public int replay(Filter filter) {
        return replays.replay(filter);
    }

    @Override
    public Set<String> drop(Collection<String> ids) {
        Map<String, Long> numbers = new HashMap<>();
        ids.forEach(id -> number(id).ifPresent(number -> numbers.put(id, number)));
        Set<Long> dropped = answered(() -> table.drop(List.copyOf(numbers.values())));
        numbers.values().retainAll(dropped);
        return numbers.keySet();
    }

    @Override
    public int drop(Filter filter) {
        return answered(() -> table.drop(filter));
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException e) {
            throw e.toQuintet();
        }
    }
}
