package io.quintet.codec.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import io.quintet.type.Limits;
import io.quintet.type.RecordType;
import javax.xml.stream.XMLInputFactory;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * Records as XML 1.0.
 *
 * <p>The root element has the record's simple name with a small letter first; a component is an element of its name, and absent when it
 * is null or an empty Optional. Elements of lists and sets are {@code item}, entries of maps {@code entry} with an attribute {@code key},
 * so that an empty list is not an absent one and lists may be in lists; a union's record is named by an attribute {@code type}.
 * Elements come in any order, unknown ones are passed over, namespaces are ignored. A document with a DOCTYPE is refused, and so is
 * what does not fit, with a pointer as in JSON, and what is beyond the {@link Limits} or those below.
 */
public final class XmlCodec implements Codec {
    /** How many elements a document may have. */
    public static final int MAX_ELEMENTS = 10_000_000;

    /** How many attributes an element may have. */
    public static final int MAX_ATTRIBUTES = 64;

    /** The parser's own limit on texts is a little above ours, which names the element. */
    private static final int SLACK = 64 * 1024;

    private final XMLInputFactory factory = factory();

    /** Kept by the class itself, so that it goes when the class goes. */
    private final ClassValue<RecordForm> forms = new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
            return new Forms().record(RecordType.of(type));
        }
    };

    // named, and not asked of the JDK, which would take whatever parser is on the class path
    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Limits.MAX_KEY);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, Limits.MAX_TEXT + SLACK);
        return factory;
    }

    @Override
    public String name() {
        return "xml";
    }

    @Override
    public String mediaType() {
        return "application/xml";
    }

    @Override
    public <T> RecordCodec<T> of(Class<T> type) {
        return new XmlRecordCodec<>(factory, forms.get(type));
    }
}
