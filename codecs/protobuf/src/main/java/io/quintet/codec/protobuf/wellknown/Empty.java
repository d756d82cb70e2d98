package io.quintet.codec.protobuf.wellknown;

/** Nothing, as {@code google.protobuf.Empty}. */
public record Empty() {}
