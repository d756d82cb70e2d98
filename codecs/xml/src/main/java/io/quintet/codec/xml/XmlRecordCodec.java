package io.quintet.codec.xml;

import io.quintet.spi.RecordCodec;
import io.quintet.type.Misfit;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Opens and closes documents, and turns what goes wrong into violations. */
final class XmlRecordCodec<T> implements RecordCodec<T> {
    private final XMLInputFactory factory;
    private final RecordForm form;
    private final String root;

    XmlRecordCodec(XMLInputFactory factory, RecordForm form) {
        this.factory = factory;
        this.form = form;
        this.root = form.root();
    }

    @Override
    public byte[] encode(T value) {
        return encodeWithout(value, Set.of());
    }

    @Override
    public byte[] encodeWithout(T value, Set<String> components) {
        XmlOutput out = new XmlOutput();
        try {
            out.start(root);
            form.write(out, value, components);
            out.end(root);
        } catch (Misfit e) {
            throw e.invalid("a request or response cannot be written as XML");
        }
        return out.bytes();
    }

    @Override
    public T decode(byte[] bytes) {
        return decode(bytes, Map.of(), false);
    }

    @Override
    public T decode(byte[] bytes, Map<String, Object> components) {
        return decode(bytes, components, bytes.length == 0);
    }

    @SuppressWarnings("unchecked") // the form was made for T and builds just instances of it
    private T decode(byte[] bytes, Map<String, Object> components, boolean noBody) {
        try {
            return (T) (noBody ? form.build(components) : read(bytes, components));
        } catch (Misfit e) {
            throw e.invalid("the document does not fit");
        }
    }

    private Object read(byte[] bytes, Map<String, Object> components) {
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                XmlInput in = new XmlInput(reader);
                in.root(root);
                Object value = form.read(in, components);
                in.end();
                return value;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new XmlInput.Malformed(e).misfit();
        } catch (XmlInput.Malformed e) {
            throw e.misfit();
        }
    }
}
