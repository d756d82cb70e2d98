package io.quintet.codec.protobuf.wellknown;

import io.quintet.Id;
import java.util.List;

/** A JSON array, as {@code google.protobuf.ListValue}. */
public record ListValue(@Id(1) List<Value> values) {}
