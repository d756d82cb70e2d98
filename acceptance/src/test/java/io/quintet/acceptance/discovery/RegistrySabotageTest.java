package io.quintet.acceptance.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.quintet.acceptance.discovery.SabotagedRegistryProvider.Sabotage;
import io.quintet.tck.LongRun;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The kit of registries turns red when a registry is broken. */
@LongRun
class RegistrySabotageTest {
    private static Set<String> failed(Sabotage sabotage) {
        Set<String> failed = new ConcurrentSkipListSet<>();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()
                        && test.getSource().orElse(null) instanceof MethodSource method
                        && result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.add(method.getMethodName());
                }
            }
        };
        SabotagedRegistryKit.sabotage = sabotage;
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(SabotagedRegistryKit.class))
                                .build(),
                        listener);
        return failed;
    }

    @Test
    void a_registry_that_is_not_broken_passes() {
        assertThat(failed(Sabotage.NOTHING)).isEmpty();
    }

    @Test
    void one_that_does_not_tell_of_changes_fails() {
        assertThat(failed(Sabotage.TELLS_ONLY_ONCE))
                .contains(
                        "tells_of_those_that_come_and_of_those_that_leave",
                        "no_call_fails_while_all_instances_are_replaced_one_by_one");
    }

    @Test
    void one_that_keeps_those_that_left_fails() {
        assertThat(failed(Sabotage.KEEPS_THOSE_THAT_LEFT))
                .contains(
                        "closing_takes_out_all_entries_of_a_process",
                        "no_call_fails_while_all_instances_are_replaced_one_by_one");
    }

    @Test
    void one_that_takes_its_own_outage_for_an_answer_fails() {
        assertThat(failed(Sabotage.TELLS_OF_NOBODY_WHILE_IT_CANNOT_TELL))
                .containsExactlyInAnyOrder(
                        "calls_go_on_with_those_last_known_and_the_registry_catches_up",
                        "one_that_leaves_while_the_server_is_away_fails_no_call_and_is_forgotten_later",
                        "one_that_begins_to_follow_while_the_server_is_away_hears_so_and_of_all_when_it_is_back");
    }

    @Test
    void one_that_answers_whoever_joins_during_its_outage_with_what_it_knew_fails() {
        assertThat(failed(Sabotage.TELLS_THOSE_WHO_JOIN_WHILE_IT_CANNOT_TELL))
                .containsExactly(
                        "one_that_begins_to_follow_while_the_server_is_away_hears_so_and_of_all_when_it_is_back");
    }

    @Test
    void one_that_tells_of_those_that_are_not_sought_fails() {
        assertThat(failed(Sabotage.TELLS_OF_ALL_CONTRACTS)).containsExactly("tells_only_of_those_that_are_sought");
    }
}
