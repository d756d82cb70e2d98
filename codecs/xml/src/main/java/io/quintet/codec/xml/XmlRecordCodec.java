package io.quintet.codec.xml;

import io.quintet.type.DocumentCodec;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Opens and closes documents, and turns what goes wrong into violations. */
final class XmlRecordCodec<T> extends DocumentCodec<T> {
    private final XMLInputFactory factory;
    private final RecordForm form;
    private final String root;

    XmlRecordCodec(XMLInputFactory factory, RecordForm form) {
        super("XML");
        this.factory = factory;
        this.form = form;
        this.root = form.root();
    }

    @Override
    protected byte[] write(T value, Set<String> components) {
        XmlOutput out = new XmlOutput();
        out.start(root);
        form.write(out, value, components);
        out.end(root);
        return out.bytes();
    }

    @Override
    @SuppressWarnings("unchecked") // the form was made for T and builds just instances of it
    protected T build(Map<String, Object> components) {
        return (T) form.build(components);
    }

    @Override
    @SuppressWarnings("unchecked") // the form was made for T and builds just instances of it
    protected T read(byte[] document, Map<String, Object> components) {
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                XmlInput in = new XmlInput(reader);
                in.root(root);
                Object value = form.read(in, components);
                in.end();
                return (T) value;
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
