package io.quintet.codec.protobuf.wellknown;

import io.quintet.Id;
import io.quintet.UnknownValue;
import io.quintet.codec.protobuf.ProtoField;

/** JSON's null, as {@code google.protobuf.NullValue}. */
public enum NullValue {
    /** The only one. */
    @Id(0)
    @UnknownValue
    @ProtoField(name = "NULL_VALUE")
    NULL_VALUE
}
