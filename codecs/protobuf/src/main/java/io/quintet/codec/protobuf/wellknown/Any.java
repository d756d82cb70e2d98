package io.quintet.codec.protobuf.wellknown;

import io.quintet.Id;
import io.quintet.codec.protobuf.ProtoField;

/**
 * A message of any type, as {@code google.protobuf.Any}: its bytes, and a URL that ends with a slash and the type's full name. Whoever
 * knows the type reads the bytes with its codec.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a document are an array in every record
public record Any(
        @Id(1) @ProtoField(implicit = true) String typeUrl,
        @Id(2) @ProtoField(implicit = true) byte[] value) {
    /** Empty where there is nothing. */
    public Any {
        typeUrl = typeUrl == null ? "" : typeUrl;
        value = value == null ? new byte[0] : value;
    }
}
