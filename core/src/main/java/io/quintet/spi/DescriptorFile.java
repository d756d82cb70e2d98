package io.quintet.spi;

import java.util.Set;

/**
 * A file of Protocol Buffers, as its compiler knows it.
 *
 * @param name such as {@code google/protobuf/empty.proto}
 * @param symbols the full names of its services, methods, messages and enums
 * @param descriptor an encoded {@code google.protobuf.FileDescriptorProto}; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is
public record DescriptorFile(String name, Set<String> symbols, byte[] descriptor) {}
