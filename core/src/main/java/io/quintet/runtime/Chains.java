package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.contract.OperationModel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.payload.Payloads;
import io.quintet.resilience.Backoff;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.RetryBudget;
import io.quintet.resilience.Ticker;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Observer;
import io.quintet.spi.ServiceDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The chains, each assembled in one method, from the innermost link to the outermost; what is off is absent. */
public final class Chains {
    private final Clock clock;
    private final @Nullable Observer observer;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final Backoff messageBackoff;
    private final Duration handlerTimeout;
    private final int mostAttempts;
    private final int batch;
    private final SignedMessages signatures;
    private final Payloads payloads;
    private final Budgets budgets;

    Chains(
            Clock clock,
            @Nullable Observer observer,
            Ticker ticker,
            RandomGenerator random,
            RuntimeSettings own,
            Payloads payloads,
            Budgets budgets) {
        this.clock = clock;
        this.observer = observer;
        this.ticker = ticker;
        this.random = random;
        this.messageBackoff = new Backoff(own.firstBackoff(), own.mostBackoff(), random);
        this.handlerTimeout = own.handlerTimeout();
        this.mostAttempts = own.attempts();
        this.batch = own.batch();
        this.signatures = own.signatures();
        this.payloads = payloads;
        this.budgets = budgets;
    }

    /** The peer chain: what stands between the choice of a peer and that peer, {@code last}. */
    Invoker peer(Invoker last, Peer peer) {
        Invoker chain = last;
        if (peer.outliers() != null) {
            chain = new Ejecting(chain, peer.health(), peer.outliers());
        }
        if (peer.circuit() != null) {
            chain = new CircuitBreaking(chain, peer.circuit(), ticker);
        }
        return chain;
    }

    /** The client chain: what stands between the contract's proxy and the choice of a peer, {@code last}. */
    Invoker client(
            Invoker last,
            OperationModel operation,
            String transport,
            ClientPolicies policies,
            @Nullable Instead instead) {
        RetryBudget budget = policies.budget();
        Invoker chain = last;
        chain = new DeadlineCheck(chain);
        if (policies.hedgeAfter() != null && policies.hedges(operation)) {
            chain = new Hedging(chain, policies.hedgeAfter(), budget);
        }
        if (policies.attempts() > 1) {
            chain = new Retrying(chain, policies.attempts(), policies.backoff(random), budget);
        }
        if (policies.attempts() > 1 || policies.hedges(operation)) {
            chain = new Budgeted(chain, budget);
        }
        if (policies.rate() != null) {
            chain = new RateLimited(chain, policies.rate().rate(ticker));
        }
        if (policies.concurrency() != null) {
            chain = new ConcurrencyLimited(chain, policies.concurrency().gate(ticker), ticker);
        }
        if (instead != null) {
            chain = new FallingBack(chain, instead);
        }
        if (observer != null) {
            chain = new Observed(chain, observer, transport);
        }
        return chain;
    }

    /** The same for requests over messages whose requester goes on meanwhile; there the transport is what tries again. */
    Starter starter(Starter last, ClientPolicies policies, @Nullable Circuit circuit) {
        Starter chain = last;
        if (circuit != null) {
            chain = new CircuitBreakingStart(chain, circuit, ticker);
        }
        if (policies.concurrency() != null) {
            chain = new ConcurrencyLimitedStart(chain, policies.concurrency().gate(ticker), ticker);
        }
        return chain;
    }

    /** The server chain: what stands between a call transport and the handler. */
    CallHandler server(
            HandlerMethod handler,
            BoundOperation operation,
            @Nullable ServiceDatabase database,
            ServerPolicies policies,
            BooleanSupplier closing,
            String service) {
        ServedCall chain = new HandlerCall(handler);
        if (operation.model().keyed() && database != null) {
            chain = new RememberedCall(chain, operation, database);
        }
        chain = new ContextualCall(chain, budgets);
        if (policies.concurrency() != null) {
            chain = new LimitedCall(chain, policies.concurrency().gate(ticker), policies, ticker);
        }
        if (policies.rate() != null || policies.callerRate() != null) {
            chain = new RateLimitedCall(chain, policies.rate(ticker), policies.callerRates(ticker));
        }
        return new DrainGate(chain, closing, service);
    }

    /** The consumer chain: what stands between a message transport and the handler. */
    Settling consumer(
            HandlerMethod handler, BoundOperation operation, String transport, Inbox inbox, ReplySender replies) {
        Consumption chain = new HandleMessage(handler, operation, replies);
        chain = new Inboxed(chain, inbox);
        Consumption expired = delivery -> true;
        Consumer<Message> givenUp = null;
        if (operation.model().style().responds() && !operation.model().style().oneToMany()) {
            AnswerErrors answering = new AnswerErrors(chain, inbox, operation, replies);
            expired = answering::expired;
            givenUp = message -> answering.givenUp(message, signatures);
            chain = answering;
        }
        Settling one = settlement(chain, operation.model(), transport, expired, givenUp);
        Supplier<CallContext> context =
                () -> CallContext.of(Deadline.in(handlerTimeout), Headers.empty(), budgets.counts(operation.model()));
        return handler.batch()
                ? new BatchSettlement(
                        handler,
                        operation,
                        transport,
                        inbox,
                        one,
                        batch,
                        signatures,
                        payloads,
                        context,
                        clock,
                        observer)
                : one;
    }

    /** The consumer chain of replies that go to a durable handler. */
    Settling replies(Consumption handling, OperationModel operation, String transport, Inbox inbox) {
        return settlement(new Inboxed(handling, inbox), operation, transport, delivery -> true, null);
    }

    private Settlement settlement(
            Consumption handling,
            OperationModel operation,
            String transport,
            Consumption expired,
            @Nullable Consumer<Message> givenUp) {
        Consumption chain = handling;
        chain = new Unpacking(chain, payloads);
        chain = new ContextualMessage(chain, operation, budgets, clock, handlerTimeout);
        chain = new SkipExpired(chain, clock, expired);
        if (signatures.checks()) {
            chain = new Authentic(chain, signatures);
        }
        if (observer != null) {
            chain = new ObservedMessage(chain, observer, operation, transport, clock);
        }
        return new Settlement(chain, mostAttempts, messageBackoff, givenUp);
    }
}
