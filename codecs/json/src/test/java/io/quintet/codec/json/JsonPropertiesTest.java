package io.quintet.codec.json;

import io.quintet.codec.testkit.CodecProperties;
import io.quintet.spi.Codec;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JsonPropertiesTest extends CodecProperties {
    @Override
    protected Codec codec() {
        return new JsonCodec();
    }
}
