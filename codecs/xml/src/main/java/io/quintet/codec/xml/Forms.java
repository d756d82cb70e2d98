package io.quintet.codec.xml;

import io.quintet.InvalidContractException;
import io.quintet.type.Component;
import io.quintet.type.ListType;
import io.quintet.type.MapType;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordType;
import io.quintet.type.SetType;
import io.quintet.type.TextType;
import io.quintet.type.TypeModel;
import io.quintet.type.UnionType;
import java.util.HashMap;
import java.util.Map;

/** Makes the form of every type that a record reaches. */
final class Forms {
    private final Map<TypeModel, Form> made = new HashMap<>();

    RecordForm record(RecordType type) {
        if (made.get(type) instanceof RecordForm known) {
            return known;
        }
        RecordForm form = new RecordForm(type);
        made.put(type, form);
        for (Component component : type.components()) {
            if (!XmlText.isName(component.name())) {
                throw new InvalidContractException(type.name() + "." + component.name()
                        + ": no name of an XML element (mend: use letters, digits and underscores)");
            }
        }
        form.forms(type.components().stream()
                .map(component -> form(component.type()))
                .toArray(Form[]::new));
        return form;
    }

    private Form form(TypeModel type) {
        return switch (type) {
            case TextType text -> new TextForm(text);
            case RecordType record -> record(record);
            case UnionType union -> union(union);
            case ListType list -> new CollectionForm(false, form(list.element()));
            case SetType set -> new CollectionForm(true, form(set.element()));
            case MapType map -> new MapForm(new TextForm(map.key()), form(map.value()));
            case OptionalType optional -> form(optional.value());
        };
    }

    private UnionForm union(UnionType type) {
        if (made.get(type) instanceof UnionForm known) {
            return known;
        }
        UnionForm form = new UnionForm(type);
        made.put(type, form);
        form.records(type.records().stream().map(this::record).toArray(RecordForm[]::new));
        return form;
    }
}
