package io.quintet.codec.xml;

import io.quintet.codec.testkit.CodecProperties;
import io.quintet.spi.Codec;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class XmlPropertiesTest extends CodecProperties {
    @Override
    protected Codec codec() {
        return new XmlCodec();
    }
}
