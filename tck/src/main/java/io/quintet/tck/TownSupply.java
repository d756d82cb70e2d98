package io.quintet.tck;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a scenario its {@link Town} and tidies up after it. */
final class TownSupply implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(TownSupply.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Town.class;
    }

    @Override
    public Town resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RegistryTck kit = context.getRequiredTestInstances()
                .findInstance(RegistryTck.class)
                .orElseThrow(() -> new IllegalStateException(context.getUniqueId() + " is not within a RegistryTck"));
        try {
            Town town = new Town(kit);
            context.getStore(NAMESPACE).put(Town.class, town);
            return town;
        } catch (Exception e) {
            throw new IllegalStateException("no registry to test", e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        Town town = context.getStore(NAMESPACE).remove(Town.class, Town.class);
        if (town != null) {
            town.close();
        }
    }
}
