package io.quintet.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs groups of the kit within a test of the kit, and keeps what became of each scenario, as {@code Group.scenario}. */
final class KitRun implements TestExecutionListener {
    private final Set<String> run = new ConcurrentSkipListSet<>();
    private final Set<String> failed = new ConcurrentSkipListSet<>();

    private KitRun() {}

    static KitRun of(Class<? extends TransportTck> kit, List<String> groups) {
        return of(LauncherDiscoveryRequestBuilder.request()
                .selectors(groups.stream().map(group -> selector(kit, group)).toList())
                .build());
    }

    /** Of another kit, which has no groups; each scenario has so much time. */
    static KitRun of(Class<?> kit, Duration most) {
        return of(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(kit))
                .configurationParameter("junit.jupiter.execution.timeout.test.method.default", most.toMillis() + " ms")
                .build());
    }

    private static KitRun of(LauncherDiscoveryRequest request) {
        KitRun result = new KitRun();
        LauncherFactory.create().execute(request, result);
        return result;
    }

    private static DiscoverySelector selector(Class<? extends TransportTck> kit, String group) {
        for (Class<?> nested : TransportTck.class.getDeclaredClasses()) {
            if (nested.getSimpleName().equals(group)) {
                return selectNestedClass(List.of(kit), nested);
            }
        }
        throw new IllegalArgumentException("no group " + group);
    }

    Set<String> run() {
        return run;
    }

    Set<String> failed() {
        return failed;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource method) {
            String name = method.getJavaClass().getSimpleName() + "." + method.getMethodName();
            run.add(name);
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                failed.add(name);
            }
        }
    }
}
