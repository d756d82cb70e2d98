package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those of a list or set; numbers and constants are packed unless told otherwise, and read in either form. */
final class Elements extends Items {
    private final boolean unique;
    private final Shape element;
    private final boolean packed;
    private final int unpackedTag;

    Elements(int number, boolean unique, Shape element, boolean packed) {
        super(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        this.unique = unique;
        this.element = element;
        this.packed = packed && element.packable();
        this.unpackedTag = number << Field.TAG_TYPE_BITS | element.wireType();
    }

    @Override
    int size(Object collection, Plan plan) {
        Collection<?> elements = (Collection<?>) collection;
        Limits.elements(elements.size());
        int size = 0;
        int index = 0;
        for (@Nullable Object each : elements) {
            try {
                size = Math.addExact(size, oneSize(each, plan));
            } catch (Misfit e) {
                throw e.within(index);
            }
            index++;
        }
        if (!packed || index == 0) {
            return size;
        }
        plan.note(size);
        return Math.addExact(tagSize + CodedOutputStream.computeUInt32SizeNoTag(size), size);
    }

    private int oneSize(@Nullable Object each, Plan plan) {
        if (each == null) {
            throw new Misfit("", "null (expected: a value)");
        }
        int size = element.size(each, plan);
        return packed ? size : Math.addExact(tagSize, size);
    }

    @Override
    void write(CodedOutputStream out, Object collection, Plan plan) throws IOException {
        Collection<?> elements = (Collection<?>) collection;
        if (packed && !elements.isEmpty()) {
            out.writeUInt32NoTag(tag);
            out.writeUInt32NoTag(plan.next());
        }
        for (Object each : elements) {
            if (!packed) {
                out.writeUInt32NoTag(unpackedTag);
            }
            element.write(out, each, plan);
        }
    }

    @Override
    Object begin() {
        return unique ? new LinkedHashSet<>() : new ArrayList<>();
    }

    @Override
    @SuppressWarnings("unchecked") // what begin has made
    void read(int found, CodedInputStream in, int depth, Object collected) throws IOException {
        Collection<Object> elements = (Collection<Object>) collected;
        if (found == unpackedTag) {
            add(in, depth, elements);
        } else if (found == tag && element.packable()) {
            int outer = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                add(in, depth, elements);
            }
            in.popLimit(outer);
        } else {
            throw MessageShape.framedOtherwise(found, element.wireType());
        }
    }

    private void add(CodedInputStream in, int depth, Collection<Object> elements) {
        int index = elements.size();
        Limits.elements(index + 1);
        try {
            Object value = element.read(in, depth);
            elements.add(value == null ? element.absent() : value);
        } catch (IOException e) {
            throw MessageShape.malformed().within(index);
        } catch (Misfit e) {
            throw e.within(index);
        }
    }

    @Override
    Object complete(Object collected) {
        return unique
                ? Collections.unmodifiableSet((Set<?>) collected)
                : Collections.unmodifiableList((List<?>) collected);
    }

    @Override
    String label() {
        return "repeated";
    }

    @Override
    String protoType() {
        return element.protoType();
    }
}
