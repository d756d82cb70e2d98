package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.Guarantee;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuaranteesTest {
    @Test
    void each_guarantee_has_a_scenario_or_says_why_it_has_none() {
        Set<Guarantee> held = EnumSet.copyOf(Report.UNCHECKED.keySet());
        for (Class<?> group : TransportTck.class.getDeclaredClasses()) {
            Class<?> scenarios = group.getSuperclass();
            Stream.concat(Stream.of(scenarios), Arrays.stream(scenarios.getDeclaredMethods()))
                    .map((AnnotatedElement scenario) -> scenario.getAnnotation(Needs.class))
                    .filter(needs -> needs != null)
                    .forEach(needs -> held.addAll(Arrays.asList(needs.value())));
        }
        assertThat(held).containsExactlyInAnyOrder(Guarantee.values());
    }
}
