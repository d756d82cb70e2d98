package io.quintet.runtime;

import io.quintet.contract.OperationModel;
import io.quintet.contract.Streaming;
import io.quintet.resilience.Backoff;
import io.quintet.resilience.CircuitSettings;
import io.quintet.resilience.LastGood;
import io.quintet.resilience.Outliers;
import io.quintet.resilience.RetryBudget;
import io.quintet.resilience.Ticker;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the client chain of an operation does against partial failure.
 *
 * @param timeout how long a call may take; null for what the contract says
 * @param circuit when circuits open; null for never
 * @param outliers when endpoints are ejected; null for never
 * @param attempts how often a call is made at most
 * @param firstBackoff the shortest time between attempts
 * @param mostBackoff the longest
 * @param retryShare how many retries there may be for 100 calls
 * @param hedgeAfter when a second call is made; null for never
 * @param lastGoodAge how old a response may be that is returned again; null for not at all
 * @param lastGoodEntries how many are kept
 * @param concurrency how many calls are under way at a time; null for no limit
 * @param rate how often calls are made; null for no limit
 * @param balance how an endpoint is chosen
 * @param identify whether services are told who calls
 * @param zone the zone whose endpoints are preferred; null for no preference
 */
record ClientPolicies(
        @Nullable Duration timeout,
        @Nullable CircuitSettings circuit,
        Outliers.@Nullable Settings outliers,
        int attempts,
        Duration firstBackoff,
        Duration mostBackoff,
        int retryShare,
        @Nullable Duration hedgeAfter,
        @Nullable Duration lastGoodAge,
        int lastGoodEntries,
        @Nullable ConcurrencySettings concurrency,
        @Nullable RateSettings rate,
        Balance balance,
        boolean identify,
        @Nullable String zone) {
    /** How an endpoint is chosen. */
    enum Balance {
        TWO_CHOICES,
        ROUND_ROBIN,
        WEIGHTED,
        CONSISTENT_HASH
    }

    Backoff backoff(RandomGenerator random) {
        return new Backoff(firstBackoff, mostBackoff, random);
    }

    RetryBudget budget() {
        return new RetryBudget(retryShare);
    }

    @Nullable
    LastGood lastGood(Ticker ticker) {
        return lastGoodAge == null ? null : new LastGood(lastGoodAge, lastGoodEntries, ticker);
    }

    /** Whether an operation is called a second time when the first takes long: where that is safe, and there are no streams, and not for a quorum. */
    boolean hedges(OperationModel operation) {
        return hedgeAfter != null
                && (operation.idempotent() || operation.keyed())
                && operation.streaming() == Streaming.NONE
                && operation.quorum() == 1;
    }

    /** Reads them. */
    static ClientPolicies read(Scopes scopes) {
        Outliers.Settings usual = Outliers.Settings.DEFAULT;
        Outliers.Settings outliers = new Outliers.Settings(
                scopes.integer("ejection.failures", usual.failures(), 1, 1000),
                scopes.duration("ejection.time", usual.time()),
                scopes.integer("ejection.share", usual.share(), 1, 100));
        return new ClientPolicies(
                scopes.duration("timeout"),
                CircuitReader.read(scopes),
                scopes.flag("ejection.enabled", true) ? outliers : null,
                scopes.integer("retry.attempts", 8, 1, 100),
                scopes.duration("retry.first-backoff", Duration.ofMillis(20)),
                scopes.duration("retry.most-backoff", Duration.ofSeconds(1)),
                scopes.integer("retry.budget", 20, 0, 1000),
                scopes.duration("hedge.after"),
                scopes.duration("fallback.last-good"),
                scopes.integer("fallback.entries", 1000, 1, 1_000_000),
                ConcurrencySettings.read(scopes, "concurrency"),
                RateSettings.read(scopes, "rate"),
                balance(scopes),
                scopes.flag("identify", false),
                scopes.text("balance.zone"));
    }

    private static Balance balance(Scopes scopes) {
        return switch (scopes.text("balance.policy")) {
            case null -> Balance.TWO_CHOICES;
            case "two-choices" -> Balance.TWO_CHOICES;
            case "round-robin" -> Balance.ROUND_ROBIN;
            case "weighted" -> Balance.WEIGHTED;
            case "consistent-hash" -> Balance.CONSISTENT_HASH;
            default ->
                throw scopes.wrong("balance.policy", "one of two-choices, round-robin, weighted, consistent-hash");
        };
    }
}
