package io.quintet.type;

/** A type that can travel, in every format. Immutable; one object per class for records, enums and unions. */
public sealed interface TypeModel permits TextType, RecordType, UnionType, ListType, SetType, MapType, OptionalType {}
