package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.Transaction;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.payload.Packer;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends messages over one transport: through the outbox inside a transaction, else directly, waiting until they are accepted. */
final class Outgoing {
    private final MessageTransport transport;
    private final @Nullable ServiceDatabase database;
    private final Packer packer;
    private final SignedMessages signatures;

    Outgoing(MessageTransport transport, @Nullable ServiceDatabase database, Packer packer, SignedMessages signatures) {
        this.transport = transport;
        this.database = database;
        this.packer = packer;
        this.signatures = signatures;
    }

    String transportName() {
        return transport.name();
    }

    /** Stores the message with the transaction of this thread, or sends it. */
    void send(Channel channel, Message message, Deadline deadline) {
        if (database != null && Transaction.active().isPresent()) {
            // packed here, not by the relay: the outbox has what is small, and who sends hears of what is too large
            database.enqueue(transport.name(), channel, sealed(message));
        } else {
            sendNow(channel, message, deadline);
        }
    }

    /** Signed last, so that what comes in can be checked before it is unpacked. */
    private Message sealed(Message message) {
        return signatures.sign(packer.pack(message));
    }

    /** Sends the message at once, also inside a transaction. */
    void sendNow(Channel channel, Message message, Deadline deadline) {
        CompletableFuture<List<Receipt>> receipts = transport.send(channel, List.of(sealed(message)));
        Receipt receipt;
        try {
            receipt = receipts.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS)
                    .getFirst();
        } catch (TimeoutException e) {
            throw QuintetException.deadlineExceeded("channel " + channel.name() + ": no receipt from transport "
                            + transport.name() + " in time; the message may or may not have been accepted")
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted("channel " + channel.name() + ": interrupted while sending", e);
        } catch (ExecutionException e) {
            throw broken(channel, e.getCause()).causedBy(e);
        }
        if (receipt instanceof Receipt.Failed failed) {
            throw failed.error();
        }
    }

    /** As {@link #sendNow}, without waiting; {@code failed} hears of it when it fails, on whatever thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // who waits hears of the reply
    void begin(Channel channel, Message message, Consumer<QuintetException> failed) {
        transport.send(channel, List.of(sealed(message))).whenComplete((receipts, error) -> {
            if (error != null) {
                failed.accept(broken(channel, error).causedBy(error));
            } else if (receipts.getFirst() instanceof Receipt.Failed failure) {
                failed.accept(failure.error());
            }
        });
    }

    private static QuintetException broken(Channel channel, @Nullable Throwable cause) {
        return QuintetException.concluded(
                Code.UNKNOWN, FailureMode.ARBITRARY, "channel " + channel.name() + ": sending failed: " + cause);
    }
}
