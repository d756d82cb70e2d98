/**
 * Records as messages of Protocol Buffers (proto3), and the numbers of their fields.
 *
 * <p>Start at {@link io.quintet.codec.protobuf.ProtobufCodec}; {@code Shape} is the one idea inside: an object per type that knows the
 * type's name in a {@code .proto} and writes and reads its values straight to and from the bytes. {@link
 * io.quintet.codec.protobuf.ProtobufSchema} describes those same objects, so that a {@code .proto} says what the codec does. {@link
 * io.quintet.codec.protobuf.LockFile} keeps the numbers.
 */
@NullMarked
package io.quintet.codec.protobuf;

import org.jspecify.annotations.NullMarked;
