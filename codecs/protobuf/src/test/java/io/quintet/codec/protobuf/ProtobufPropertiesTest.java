package io.quintet.codec.protobuf;

import io.quintet.codec.testkit.CodecProperties;
import io.quintet.codec.testkit.Samples;
import io.quintet.spi.Codec;
import io.quintet.type.RecordType;

class ProtobufPropertiesTest extends CodecProperties {
    private static final LockFile LOCK =
            LockFile.empty().extendedBy(Samples.ALL.stream().map(RecordType::of).toList());

    @Override
    protected Codec codec() {
        return new ProtobufCodec(ProtobufNumbers.of(LOCK));
    }
}
