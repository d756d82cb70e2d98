package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import io.quintet.type.TextType;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those of a map, each a message of key and value; of one key the last entry counts. */
final class Entries extends Items {
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private final TextType keys;
    private final Shape key;
    private final Shape value;
    private final int keyTag;
    private final int valueTag;

    Entries(int number, TextType keys, Shape key, Shape value) {
        super(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        this.keys = keys;
        this.key = key;
        this.value = value;
        this.keyTag = KEY << Field.TAG_TYPE_BITS | key.wireType();
        this.valueTag = VALUE << Field.TAG_TYPE_BITS | value.wireType();
    }

    @Override
    int size(Object collection, Plan plan) {
        Map<?, ?> map = (Map<?, ?>) collection;
        Limits.elements(map.size());
        int size = 0;
        for (Map.Entry<? extends @Nullable Object, ? extends @Nullable Object> entry : map.entrySet()) {
            Object name = entry.getKey();
            if (name == null) {
                throw new Misfit("", "a key that is null (expected: a value)");
            }
            int place = plan.enter();
            Limits.key(name instanceof String text ? text : "");
            int length = 2 + key.size(name, plan);
            try {
                length = Math.addExact(length, valueSize(entry.getValue(), plan));
            } catch (Misfit e) {
                throw e.within(keys.print(name));
            }
            plan.leave(place, length);
            size = Math.addExact(
                    size, Math.addExact(tagSize + CodedOutputStream.computeUInt32SizeNoTag(length), length));
        }
        return size;
    }

    private int valueSize(@Nullable Object item, Plan plan) {
        if (item == null) {
            throw new Misfit("", "null (expected: a value)");
        }
        return value.size(item, plan);
    }

    @Override
    void write(CodedOutputStream out, Object collection, Plan plan) throws IOException {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) collection).entrySet()) {
            out.writeUInt32NoTag(tag);
            out.writeUInt32NoTag(plan.next());
            out.writeUInt32NoTag(keyTag);
            key.write(out, entry.getKey(), plan);
            out.writeUInt32NoTag(valueTag);
            value.write(out, entry.getValue(), plan);
        }
    }

    @Override
    Object begin() {
        return new LinkedHashMap<>();
    }

    @Override
    @SuppressWarnings("unchecked") // what begin has made
    void read(int found, CodedInputStream in, int depth, Object collected) throws IOException {
        if (found != tag) {
            throw MessageShape.framedOtherwise(found, wireType);
        }
        MessageShape.deeper(depth);
        Map<Object, Object> map = (Map<Object, Object>) collected;
        Limits.elements(map.size() + 1);
        int outer = in.pushLimit(in.readRawVarint32());
        readEntry(in, depth + 1, map);
        in.popLimit(outer);
    }

    private void readEntry(CodedInputStream in, int depth, Map<Object, Object> map) throws IOException {
        @Nullable Object name = null;
        @Nullable Object item = null;
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                int field = tag >>> Field.TAG_TYPE_BITS;
                if (tag == keyTag) {
                    name = key.read(in, depth);
                } else if (tag == valueTag) {
                    if (item != null && value.once()) {
                        throw MessageShape.twice();
                    }
                    item = value.read(in, depth);
                } else if (field == KEY || field == VALUE) {
                    throw MessageShape.framedOtherwise(tag, (field == KEY ? key : value).wireType());
                } else {
                    MessageShape.skip(in, tag);
                }
            }
            name = name == null ? key.absent() : name;
            Limits.key(name instanceof String text ? text : "");
            map.put(name, item == null ? value.absent() : item);
        } catch (IOException e) {
            throw within(MessageShape.malformed(), name);
        } catch (Misfit e) {
            throw within(e, name);
        }
    }

    private Misfit within(Misfit misfit, @Nullable Object name) {
        return name == null ? misfit : misfit.within(keys.print(name));
    }

    @Override
    Object complete(Object collected) {
        return Collections.unmodifiableMap((Map<?, ?>) collected);
    }

    @Override
    String label() {
        return "";
    }

    @Override
    String protoType() {
        return "map<" + key.protoType() + ", " + value.protoType() + ">";
    }
}
