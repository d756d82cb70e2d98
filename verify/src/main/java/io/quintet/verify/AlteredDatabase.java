package io.quintet.verify;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceDatabase;
import java.util.List;
import java.util.concurrent.Callable;

/** A service's database with something changed by a subclass. */
abstract class AlteredDatabase implements ServiceDatabase {
    private final ServiceDatabase sound;

    AlteredDatabase(ServiceDatabase sound) {
        this.sound = sound;
    }

    @Override
    public <T> T transact(Callable<T> work) throws Exception {
        return sound.transact(work);
    }

    @Override
    public int once(String group, List<Delivery> deliveries, Handling work) throws Exception {
        return sound.once(group, deliveries, work);
    }

    @Override
    public byte[] answer(String scope, String key, Callable<byte[]> work) throws Exception {
        return sound.answer(scope, key, work);
    }

    @Override
    public void enqueue(String transport, Channel channel, Message message) {
        sound.enqueue(transport, channel, message);
    }

    @Override
    public void relay(Relay relay) {
        sound.relay(relay);
    }

    @Override
    public void close() {
        sound.close();
    }
}
