package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quintet.spi.Registry;
import org.junit.jupiter.api.Test;

/** The registry's server goes away and comes back. */
abstract class RegistryOutageScenarios {
    private static Server server(Town town) {
        assumeTrue(town.book().server().isPresent(), "no server of its own to stop");
        return town.book().server().orElseThrow();
    }

    @Test
    void calls_go_on_with_those_last_known_and_the_registry_catches_up(Town town) {
        Server server = server(town);
        Town.Serving first = town.serve();
        Town.Serving second = town.serve();
        Sightings sightings = town.follow(town.registry(), Town.CONTRACT);
        sightings.awaitExactly(first.instance(), second.instance());
        Callers callers = town.callers();
        callers.awaitAnswers(20, first.instance());
        callers.awaitAnswers(20, second.instance());
        server.stop();
        sightings.awaitLost();
        callers.awaitAnswers(100, first.instance());
        callers.awaitAnswers(100, second.instance());
        callers.assertNoneFailed();
        server.start();
        sightings.awaitExactly(first.instance(), second.instance());
        Town.Serving third = town.serve();
        callers.awaitAnswers(20, third.instance());
        callers.awaitAnswers(100, second.instance());
        callers.assertNoneFailed();
    }

    @Test
    void one_that_leaves_while_the_server_is_away_fails_no_call_and_is_forgotten_later(Town town) {
        Server server = server(town);
        Town.Serving staying = town.serve();
        Town.Serving leaving = town.serve();
        Sightings sightings = town.follow(town.registry(), Town.CONTRACT);
        sightings.awaitExactly(staying.instance(), leaving.instance());
        Callers callers = town.callers();
        callers.awaitAnswers(20, leaving.instance());
        server.stop();
        sightings.awaitLost();
        leaving.leave();
        callers.awaitAnswers(200, staying.instance());
        server.start();
        sightings.awaitExactly(staying.instance());
        callers.awaitAnswers(200, staying.instance());
        callers.assertNoneFailed();
    }

    @Test
    void one_that_begins_to_follow_while_the_server_is_away_hears_so_and_of_all_when_it_is_back(Town town) {
        Server server = server(town);
        Town.Serving serving = town.serve();
        Registry theirs = town.registry();
        Sightings before = town.follow(theirs, Town.CONTRACT);
        before.awaitExactly(serving.instance());
        server.stop();
        before.awaitLost();
        Sightings joining = town.follow(theirs, Town.CONTRACT);
        joining.awaitLost();
        assertThat(joining.ever()).as("told during the outage").isEmpty();
        server.start();
        joining.awaitExactly(serving.instance());
        before.awaitExactly(serving.instance());
    }
}
