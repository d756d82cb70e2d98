package io.quintet.verify;

import io.quintet.faults.Decoration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A part of Quintet broken on purpose: each must turn the run red. */
enum Mutant {
    /** Without an inbox. */
    INBOX_OFF("the inbox recognises nothing", Profile.SETTLEMENT, Mutants::withoutInbox),
    /** At most once. */
    ACK_BEFORE_PROCESSING("a delivery is acknowledged before it is handled", Profile.COMMIT, Mutants::acknowledging),
    /** Within a transaction, and not part of it. */
    OUTBOX_OFF("what is sent within a transaction leaves at once", Profile.COMMIT, Mutants::withoutOutbox),
    /** An owner of the past commits. */
    FENCING_OFF("every fence holds", Profile.TAKEOVER, Mutants::withoutFence) {
        @Override
        @Nullable
        String complaint(String transport) {
            return List.of("sqs", "zeromq").contains(transport)
                    ? "--mutant: fencing-off, --transport: " + transport
                            + ", where no token tells one owner from the next (expected: sql, kafka or rabbitmq)"
                    : null;
        }
    },
    /** Nothing orders the messages of a key. */
    TWO_CONSUMERS_PER_KEY("messages of one key are handled side by side", Profile.HANDLING, Mutants::withoutKey),
    /** A message that is sent again is a new one. */
    RETRY_WITH_NEW_ID("what is sent again gets a new id", Profile.RELAY, Mutants::renaming),
    /** The outbox is emptied too early. */
    MARK_BEFORE_CONFIRM("an outbox row is marked before the transport has accepted it", Profile.SEND, Mutants::marking),
    /** Requesters get what others asked for. */
    REPLIES_MIXED_UP("a reply goes to whoever asked last", Profile.HANDLING, Mutants::mixing);

    private final String description;
    private final Profile profile;

    @SuppressWarnings("ImmutableEnumChecker") // a method, without state
    private final UnaryOperator<Decoration> around;

    Mutant(String description, Profile profile, UnaryOperator<Decoration> around) {
        this.description = description;
        this.profile = profile;
        this.around = around;
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of all. */
    static List<String> labels() {
        return Arrays.stream(values()).map(Mutant::label).toList();
    }

    static Optional<Mutant> labelled(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }

    String description() {
        return description;
    }

    /** Why a run over a transport could not find it; null where it could. */
    @Nullable
    String complaint(String transport) {
        return null;
    }

    /** The faults that it cannot stand. */
    Profile profile() {
        return profile;
    }

    /** It, with faults below. */
    Decoration around(Decoration faults) {
        return around.apply(faults);
    }
}
