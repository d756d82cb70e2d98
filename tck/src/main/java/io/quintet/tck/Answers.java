package io.quintet.tck;

import io.quintet.Code;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import io.quintet.tck.contract.TckKitchen;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The handler behind the scenarios of calls: cooks what is asked for, and waits for {@link #release} when asked for "slow". */
final class Answers implements CallHandler {
    private final CountDownLatch slow = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final Runnable onWaiting;

    Answers() {
        this(() -> {});
    }

    Answers(Runnable onWaiting) {
        this.onWaiting = onWaiting;
    }

    @Override
    public @Nullable Object handle(Call call) throws CallFailure {
        if (!(call.request() instanceof TckKitchen.Dish dish)) {
            return null;
        }
        if (dish.name().equals("slow")) {
            waiting.countDown();
            onWaiting.run();
            await(slow);
        }
        return TckKitchen.Meal.of(dish);
    }

    /** Waits until somebody waits for "slow". */
    void awaitWaiting() {
        try {
            await(waiting);
        } catch (CallFailure e) {
            throw new AssertionError(e);
        }
    }

    void release() {
        slow.countDown();
    }

    private static void await(CountDownLatch latch) throws CallFailure {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new CallFailure(Failure.of(Code.INTERNAL, "never released"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailure(Failure.of(Code.CANCELLED, "interrupted"));
        }
    }
}
