package io.quintet.tck;

import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sound ones, to be broken in one way each. */
class BrokenDeadLetters implements DeadLetters {
    private final DeadLetters sound;

    BrokenDeadLetters(DeadLetters sound) {
        this.sound = sound;
    }

    @Override
    public List<DeadLetter> list(Filter filter, Page page) {
        return sound.list(filter, page);
    }

    @Override
    public List<Count> counts(Filter filter) {
        return sound.counts(filter);
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return sound.find(id);
    }

    @Override
    public Set<String> replay(Collection<String> ids) {
        return sound.replay(ids);
    }

    @Override
    public int replay(Filter filter) {
        return sound.replay(filter);
    }

    @Override
    public Set<String> drop(Collection<String> ids) {
        return sound.drop(ids);
    }

    @Override
    public int drop(Filter filter) {
        return sound.drop(filter);
    }
}
