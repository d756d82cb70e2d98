package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is in the registry. */
abstract class MembershipScenarios {
    @Test
    void tells_of_those_that_come_and_of_those_that_leave(Town town) {
        Registry ours = town.registry();
        Instance first = town.instance(Town.CONTRACT);
        Instance second = town.instance(Town.CONTRACT);
        Registry.Registration leaving = enter(town, ours, first);
        Sightings sightings = town.follow(town.registry(), Town.CONTRACT);
        sightings.awaitExactly(first);
        enter(town, ours, second);
        sightings.awaitExactly(first, second);
        leave(town, leaving, first);
        leaving.close();
        sightings.awaitExactly(second);
        enter(town, ours, first);
        sightings.awaitExactly(first, second);
    }

    @Test
    void tells_of_nobody_where_there_is_nobody(Town town) {
        Sightings sightings = town.follow(town.registry(), Town.CONTRACT);
        sightings.awaitExactly();
    }

    @Test
    void tells_only_of_those_that_are_sought(Town town) {
        Registry ours = town.registry();
        Instance sought = town.instance(Town.CONTRACT);
        Instance other = town.instance("tck-other");
        enter(town, ours, sought);
        enter(town, ours, other);
        Registry theirs = town.registry();
        Sightings sightings = town.follow(theirs, Town.CONTRACT);
        Sightings others = town.follow(theirs, "tck-other");
        sightings.awaitExactly(sought);
        others.awaitExactly(other);
        assertThat(sightings.ever()).containsExactly(sought.endpoint());
        assertThat(others.ever()).containsExactly(other.endpoint());
    }

    @Test
    void an_address_comes_back_as_it_was_entered(Town town) {
        assumeTrue(town.book().entered(), "it is the platform that writes addresses");
        Registry ours = town.registry();
        Instance[] all = List.of(
                        "http://my_host:8080",
                        "https://kitchen.example",
                        "http://[fd00::7]:8080",
                        "tcp://10.0.0.7:5555?curve=" + "0f".repeat(32) + "&channel=kitchen",
                        "ipc:quintet-1")
                .stream()
                .map(address -> town.instance(Town.CONTRACT, address))
                .toArray(Instance[]::new);
        for (Instance each : all) {
            enter(town, ours, each);
        }
        town.follow(town.registry(), Town.CONTRACT).awaitExactly(all);
    }

    @Test
    void tells_each_of_several_followers(Town town) {
        Registry ours = town.registry();
        Registry theirs = town.registry();
        Sightings one = town.follow(theirs, Town.CONTRACT);
        Sightings another = town.follow(theirs, Town.CONTRACT);
        Instance first = town.instance(Town.CONTRACT);
        enter(town, ours, first);
        one.awaitExactly(first);
        another.awaitExactly(first);
    }

    @Test
    void closing_takes_out_all_entries_of_a_process(Town town) {
        Instance first = town.instance(Town.CONTRACT);
        Instance second = town.instance(Town.CONTRACT);
        Registry ours = town.registry();
        enter(town, ours, first);
        enter(town, ours, second);
        Sightings sightings = town.follow(town.registry(), Town.CONTRACT);
        sightings.awaitExactly(first, second);
        ours.close();
        town.book().strike(first);
        town.book().strike(second);
        sightings.awaitExactly();
        ours.close();
    }

    private static Registry.Registration enter(Town town, Registry registry, Instance instance) {
        Registry.Registration registration = registry.register(instance);
        town.book().list(instance);
        return registration;
    }

    private static void leave(Town town, Registry.Registration registration, Instance instance) {
        registration.close();
        town.book().strike(instance);
    }
}
