package io.quintet.codec.avro;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import io.quintet.type.TextType;
import java.io.IOException;
import java.util.Map;

/** Writes maps as maps of one block; keys are text or have a text form. */
record MapWriter(TextType key, Writer value) implements Writer {
    @Override
    public void write(Output out, Object map) throws IOException {
        Map<?, ?> entries = (Map<?, ?>) map;
        int size = entries.size();
        out.startBlock(size);
        int i = 0;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            String name = Limits.key(key.print(CollectionWriter.present(entry.getKey())));
            try {
                out.text(name);
                value.write(out, CollectionWriter.present(entry.getValue()));
            } catch (Misfit e) {
                throw e.within(name);
            }
            i++;
        }
        if (i != size) {
            throw new Misfit("", i + " entries (expected: " + size + ", as many as before it was written)");
        }
        out.endBlocks();
    }
}
