package io.quintet.codec.protobuf.wellknown;

import io.quintet.Id;
import java.util.Map;

/** A JSON object, as {@code google.protobuf.Struct}. */
public record Struct(@Id(1) Map<String, Value> fields) {}
