package io.quintet.codec.protobuf.wellknown;

import io.quintet.Id;
import java.util.List;

/** Paths of fields, as {@code google.protobuf.FieldMask}. */
public record FieldMask(@Id(1) List<String> paths) {}
