package io.quintet.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Instances come, leave and die while they are called without a pause. */
abstract class LoadScenarios {
    @Test
    void no_call_fails_while_all_instances_are_replaced_one_by_one(Town town) {
        Deque<Town.Serving> serving = new ArrayDeque<>();
        serving.add(town.serve());
        serving.add(town.serve());
        Sightings sightings = town.follow(town.registry(), Town.CONTRACT);
        Callers callers = town.callers();
        callers.awaitAnswers(50);
        for (int round = 0; round < 4; round++) {
            Town.Serving fresh = town.serve();
            serving.add(fresh);
            callers.awaitAnswers(20, fresh.instance());
            serving.remove().leave();
            sightings.awaitExactly(
                    serving.getFirst().instance(), serving.getLast().instance());
        }
        callers.awaitAnswers(200);
        callers.assertNoneFailed();
    }

    @Test
    void a_killed_instance_costs_no_more_than_the_calls_under_way_to_it(Town town) {
        assumeTrue(town.book().acrossProcesses(), "nothing to kill: the registry is of one process");
        Town.Serving staying = town.serve();
        Town.ServingProcess dying = town.serveApart();
        Sightings sightings = town.follow(town.registry(), Town.CONTRACT);
        sightings.awaitExactly(staying.instance(), dying.instance());
        Callers callers = town.callers();
        callers.awaitAnswers(50, dying.instance());
        callers.awaitAnswers(50, staying.instance());
        dying.process().kill();
        callers.awaitAnswers(200, staying.instance());
        town.book().strike(dying.instance()); // platforms notice; where instances enter themselves, leases run out
        sightings.awaitExactly(staying.instance());
        callers.awaitAnswers(200, staying.instance());
        callers.assertFewFailed();
    }
}
