package io.quintet.tck;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a scenario its {@link Lab} and tidies up after it. */
final class LabSupply implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LabSupply.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
        try {
            Lab lab = new Lab(Reporting.kit(context));
            context.getStore(NAMESPACE).put(Lab.class, lab);
            return lab;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        Lab lab = context.getStore(NAMESPACE).remove(Lab.class, Lab.class);
        if (lab != null) {
            lab.close();
        }
    }
}
