package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Guarantee;
import io.quintet.tck.contract.TckKitchen.Dish;
import io.quintet.tck.contract.TckKitchen.Meal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Draining and closing what serves calls. */
@Needs(value = Guarantee.CALLS, given = Circumstance.CODEC)
abstract class CallLifecycleScenarios {
    @Test
    void a_drain_waits_for_calls_under_way_and_turns_new_ones_away(Lab lab) {
        Answers answers = new Answers();
        CallKit kit = CallKit.serving(lab, answers);
        CompletableFuture<Void> call =
                Lab.start(() -> assertThat(kit.cook("slow")).isEqualTo(Meal.of(Dish.of("slow"))));
        answers.awaitWaiting();
        CompletableFuture<Void> drain = Lab.start(() -> kit.server().drain(lab.patience()));
        assertThat(Lab.stillWaits(drain)).isTrue();
        assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(() -> kit.cook("soup"))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(e.retrySafe()).as("safe to retry").isTrue();
                });
        answers.release();
        lab.await("the call under way", call);
        lab.await("drain", drain);
    }

    @Test
    void a_drain_gives_up_when_its_patience_ends(Lab lab) {
        Answers answers = new Answers();
        CallKit kit = CallKit.serving(lab, answers);
        CompletableFuture<Void> call = Lab.start(() -> kit.cook("slow"));
        answers.awaitWaiting();
        lab.await("drain", Lab.start(() -> kit.server().drain(Duration.ofMillis(50))));
        answers.release();
        call.handle((unused, cut) -> cut != null).join(); // answered or cut off: either is right by now
    }

    @Test
    void draining_and_closing_twice_does_nothing_the_second_time(Lab lab) {
        CallKit kit = CallKit.serving(lab, new Answers());
        kit.cook("soup");
        kit.server().drain(lab.patience());
        kit.server().drain(lab.patience());
        kit.server().close();
        kit.server().close();
        kit.client().close();
        kit.client().close();
    }

    @Test
    void an_instance_that_never_served_drains_and_closes(Lab lab) {
        var transport = lab.calls();
        transport.drain(lab.patience());
        transport.close();
    }

    @Test
    void closing_one_instance_leaves_another_alone(Lab lab) {
        CallKit staying = CallKit.serving(lab, new Answers());
        CallKit leaving = CallKit.serving(lab, new Answers());
        leaving.cook("soup");
        leaving.server().close();
        leaving.client().close();
        assertThat(staying.cook("soup")).isEqualTo(Meal.of(Dish.of("soup")));
    }
}
