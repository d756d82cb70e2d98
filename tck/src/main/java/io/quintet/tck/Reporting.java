package io.quintet.tck;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Fills the {@link Report} as scenarios end, and hands it out after the last. */
final class Reporting implements BeforeAllCallback, AfterAllCallback, TestWatcher {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Reporting.class);

    /** The instance of the author's test class. */
    static TransportTck kit(ExtensionContext context) {
        return context.getRequiredTestInstances()
                .findInstance(TransportTck.class)
                .orElseThrow(() -> new IllegalStateException(context.getUniqueId() + " is not within a TransportTck"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (outermost(context)) {
            context.getStore(NAMESPACE).put(Report.class, new Report(kit(context)));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (outermost(context)) {
            report(context).publish();
        }
    }

    private static boolean outermost(ExtensionContext context) {
        return TransportTck.class.isAssignableFrom(context.getRequiredTestClass());
    }

    private static Report report(ExtensionContext context) {
        Report report = context.getStore(NAMESPACE).get(Report.class, Report.class);
        if (report == null) {
            throw new IllegalStateException(context.getUniqueId() + " has no report");
        }
        return report;
    }

    private static String group(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName();
    }

    private static String scenario(ExtensionContext context) {
        return context.getRequiredTestMethod().getName();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        report(context).passed(group(context), scenario(context));
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        report(context).failed(group(context), scenario(context), message(cause));
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        report(context).skipped(group(context), scenario(context), message(cause));
    }

    private static String message(@Nullable Throwable cause) {
        return cause == null ? "no reason given" : String.valueOf(cause.getMessage());
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        report(context).skipped(group(context), scenario(context), reason.orElse("disabled"));
    }
}
