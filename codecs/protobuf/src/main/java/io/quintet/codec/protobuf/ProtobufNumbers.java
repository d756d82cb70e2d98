package io.quintet.codec.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.InvalidContractException;
import io.quintet.type.EnumType;
import io.quintet.type.RecordType;
import io.quintet.type.UnionType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.SortedMap;

/**
 * The numbers of fields and constants: from {@link io.quintet.Id}, or from lock files, never from the order of declaration.
 *
 * <p>Each method throws {@link InvalidContractException} with the mend where a member has no number, or where the two contradict each
 * other.
 */
public final class ProtobufNumbers {
    private final LockFile lock;

    private ProtobufNumbers(LockFile lock) {
        this.lock = lock;
    }

    /** Those of a lock file. */
    public static ProtobufNumbers of(LockFile lock) {
        return new ProtobufNumbers(lock);
    }

    /** Those of all lock files that a class sees: each module may bring one for its own types. */
    public static ProtobufNumbers seenBy(Class<?> type) {
        ClassLoader loader = type.getClassLoader() == null ? ClassLoader.getSystemClassLoader() : type.getClassLoader();
        LockFile all = LockFile.EMPTY;
        try {
            for (URL url : Collections.list(loader.getResources(LockFile.RESOURCE))) {
                try (InputStream in = url.openStream()) {
                    String source = url.toString();
                    all = all.with(LockFile.parse(source, new String(in.readAllBytes(), UTF_8)), source);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(LockFile.RESOURCE + " cannot be read", e);
        }
        return of(all);
    }

    /** Of a record's components, in the order declared; where one is a {@link ProtoField#oneof()}, of the union's records. */
    public int[] of(RecordType type) {
        return of(Numbered.of(type));
    }

    /** Of an enum's constants, in the order declared. */
    public int[] of(EnumType type) {
        return of(Numbered.of(type));
    }

    /** Of a union's records, in the order declared. */
    public int[] of(UnionType type) {
        return of(Numbered.of(type));
    }

    private int[] of(Numbered type) {
        return new Numbering(type, lock.entries(type.type())).numbers();
    }

    SortedMap<Integer, LockEntry> entries(Class<?> type) {
        return lock.entries(type.getName());
    }
}
