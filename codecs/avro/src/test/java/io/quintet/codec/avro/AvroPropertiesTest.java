package io.quintet.codec.avro;

import io.quintet.codec.testkit.CodecProperties;
import io.quintet.spi.Codec;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AvroPropertiesTest extends CodecProperties {
    @Override
    protected Codec codec() {
        return new AvroCodec();
    }
}
