package io.quintet.idl.openapi;

import io.quintet.contract.ErrorModel;
import io.quintet.contract.HttpModel;
import io.quintet.type.EnumType;
import io.quintet.type.ListType;
import io.quintet.type.MapType;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordType;
import io.quintet.type.Scalar;
import io.quintet.type.SetType;
import io.quintet.type.TypeModel;
import io.quintet.type.UnionType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The records, unions and enums that operations reach, by class, and which of them the server reads. */
final class Reach {
    private final Map<Class<?>, TypeModel> types = new HashMap<>();
    private final Set<TypeModel> read = new HashSet<>();

    static Reach of(Collection<ApiOperation> operations) {
        Reach reach = new Reach();
        operations.forEach(reach::add);
        return reach;
    }

    private void add(ApiOperation operation) {
        if (operation.events()) {
            add(operation.request(), false);
            return;
        }
        HttpModel http = operation.model().http();
        for (HttpModel.Segment segment : http.path()) {
            if (segment instanceof HttpModel.Segment.Variable variable) {
                add(operation.component(variable.component()).type(), true);
            }
        }
        http.query().forEach(component -> add(operation.component(component).type(), true));
        if (!operation.json()) {
            return;
        }
        if (operation.readsBody() && http.outsideBody().isEmpty()) {
            add(operation.request(), true);
        } else if (operation.readsBody()) {
            operation.bodyComponents().forEach(component -> add(component.type(), true));
        }
        Class<?> response = operation.model().response();
        if (response != null) {
            add(RecordType.of(response), false);
        }
        for (ErrorModel error : operation.model().errors()) {
            add(RecordType.of(error.detail()), false);
        }
    }

    private void add(TypeModel type, boolean isRead) {
        switch (type) {
            case Scalar scalar -> {}
            case EnumType constants -> types.put(constants.type(), constants);
            case RecordType record -> {
                if (isNew(record, record.type(), isRead)) {
                    record.components().forEach(component -> add(component.type(), isRead));
                }
            }
            case UnionType union -> {
                if (isNew(union, union.type(), isRead)) {
                    union.records().forEach(record -> add(record, isRead));
                }
            }
            case ListType list -> add(list.element(), isRead);
            case SetType set -> add(set.element(), isRead);
            case MapType map -> {
                add(map.key(), isRead);
                add(map.value(), isRead);
            }
            case OptionalType optional -> add(optional.value(), isRead);
        }
    }

    private boolean isNew(TypeModel type, Class<?> of, boolean isRead) {
        boolean first = types.put(of, type) == null;
        return isRead ? read.add(type) || first : first;
    }

    /** All of them, by class. */
    Map<Class<?>, TypeModel> types() {
        return types;
    }

    /** Whether requests contain it. */
    boolean read(TypeModel type) {
        return read.contains(type);
    }
}
