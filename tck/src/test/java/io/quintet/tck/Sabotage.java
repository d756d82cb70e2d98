package io.quintet.tck;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Call;
import io.quintet.spi.CallTransport;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.Endpoint;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What a broken transport does, and which scenarios must see it at least. */
enum Sabotage {
    DROPS_EVERY_TENTH(
            "Soak",
            "Delivery.a_message_waits_for_a_consumer_that_comes_later",
            "Batches.a_batch_has_one_receipt_a_message") {
        @Override
        List<Message> sent(List<Message> batch) {
            return batch.stream()
                    .filter(message -> COUNT.incrementAndGet() % 10 != 0)
                    .toList();
        }
    },
    DUPLICATES_EVERY_TENTH("Soak", "Groups.each_message_goes_to_one_member_of_a_group") {
        @Override
        List<Message> sent(List<Message> batch) {
            List<Message> sent = new ArrayList<>();
            for (Message message : batch) {
                sent.add(message);
                if (COUNT.incrementAndGet() % 10 == 0) {
                    sent.add(message);
                }
            }
            return sent;
        }
    },
    REVERSES_BATCHES(
            "Batches.a_batch_of_mixed_keys_keeps_the_order_of_each",
            "Batches.batches_that_are_sent_without_waiting_keep_the_order_of_calls",
            "Redelivery.later_messages_of_its_key_wait_for_a_retry") {
        @Override
        List<Message> sent(List<Message> batch) {
            return batch.reversed();
        }
    },
    FORGETS_KEYS(
            "Order.a_key_is_with_one_consumer_at_a_time",
            "Order.order_per_key_holds_while_some_are_retried",
            "Redelivery.later_messages_of_its_key_wait_for_a_retry") {
        @Override
        List<Message> sent(List<Message> batch) {
            return rename(batch, HeaderNames.KEY, HIDDEN);
        }

        @Override
        Message received(Message message) {
            return rename(List.of(message), HIDDEN, HeaderNames.KEY).getFirst();
        }
    },
    HAS_ONE_KEY_FOR_ALL(
            "Redelivery.other_keys_do_not_wait_for_a_retry",
            "Redelivery.other_keys_do_not_wait_for_a_handler_that_takes_long") {
        @Override
        List<Message> sent(List<Message> batch) {
            return rename(batch, HeaderNames.KEY, HIDDEN).stream()
                    .map(message -> new Message(message.headers().with(HeaderNames.KEY, "one"), message.payload()))
                    .toList();
        }

        @Override
        Message received(Message message) {
            Message without = rename(List.of(message), HeaderNames.KEY, "").getFirst();
            return rename(List.of(without), HIDDEN, HeaderNames.KEY).getFirst();
        }
    },
    IGNORES_CREDIT(
            "Credit.never_more_than_the_credit_is_unsettled",
            "Credit.a_slow_consumer_gets_everything_that_fast_producers_send") {
        @Override
        int credit(int asked) {
            return 100_000;
        }
    },
    HAS_ONE_GROUP_FOR_ALL(
            "Groups.every_group_gets_every_message", "Groups.a_group_that_joins_later_gets_what_is_kept") {
        @Override
        String group(String asked) {
            return "only";
        }
    },
    GIVES_EACH_MEMBER_EVERYTHING(
            "Groups.each_message_goes_to_one_member_of_a_group",
            "QuickRequests.each_request_goes_to_one_member_and_its_reply_to_whoever_asked",
            "Order.order_per_key_holds_under_concurrent_consumers_and_producers",
            "Soak") {
        @Override
        String group(String asked) {
            return asked + COUNT.incrementAndGet();
        }
    },
    LOSES_RETRIES(
            "Redelivery.a_retry_comes_again_with_rising_attempts",
            "Redelivery.a_retry_does_not_come_before_its_delay",
            "Settlement.after_a_retry_acknowledgement_does_nothing") {
        @Override
        void retry(Delivery delivery, Duration after, Throwable cause) {
            delivery.ack();
        }
    },
    RETRIES_AT_ONCE("Redelivery.a_retry_does_not_come_before_its_delay") {
        @Override
        void retry(Delivery delivery, Duration after, Throwable cause) {
            delivery.retry(Duration.ZERO, cause);
        }
    },
    RETRIES_WHAT_WAS_REJECTED("Rejection.after_a_rejected_message_the_next_of_its_key_goes_on") {
        @Override
        void reject(Delivery delivery, Throwable cause) {
            delivery.retry(Duration.ofMillis(20), cause);
        }
    },
    LOSES_WHAT_WAS_REJECTED(
            "DeadLetters.a_rejected_message_is_among_the_dead_letters_of_its_group_alone",
            "DeadLetters.a_dropped_one_is_gone_and_the_others_stay") {
        @Override
        void reject(Delivery delivery, Throwable cause) {
            delivery.ack();
        }
    },
    REPLAYS_TO_EVERY_GROUP("DeadLetters.a_replay_goes_to_no_other_group_and_none_that_comes_later") {
        @Override
        DeadLetters deadLetters(DeadLetters sound, MessageTransport transport) {
            return new BrokenDeadLetters(sound) {
                @Override
                public boolean replay(String id) {
                    DeadLetter letter = sound.find(id).orElseThrow();
                    Channel channel = new Channel(letter.channel(), Channel.Kind.PUBLISH_SUBSCRIBE, 1);
                    transport.send(channel, List.of(letter.message())).join();
                    return sound.drop(id);
                }
            };
        }
    },
    LOSES_WHAT_IT_REPLAYS(
            "DeadLetters.a_replay_goes_to_its_group_as_a_first_attempt_and_the_dead_letter_goes",
            "DeadLetters.a_replay_that_fails_again_is_a_dead_letter_again") {
        @Override
        DeadLetters deadLetters(DeadLetters sound, MessageTransport transport) {
            return new BrokenDeadLetters(sound) {
                @Override
                public boolean replay(String id) {
                    return sound.drop(id);
                }
            };
        }
    },
    KEEPS_WHAT_IT_DROPS("DeadLetters.a_dropped_one_is_gone_and_the_others_stay") {
        @Override
        DeadLetters deadLetters(DeadLetters sound, MessageTransport transport) {
            return new BrokenDeadLetters(sound) {
                @Override
                public boolean drop(String id) {
                    return sound.find(id).isPresent();
                }
            };
        }
    },
    FORGETS_WHERE_A_PART_ENDED("DeadLetters.a_list_comes_in_parts_in_either_order") {
        @Override
        DeadLetters deadLetters(DeadLetters sound, MessageTransport transport) {
            return new BrokenDeadLetters(sound) {
                @Override
                public List<DeadLetter> list(Filter filter, Page page) {
                    return page.after() == null ? super.list(filter, page) : List.of();
                }
            };
        }
    },
    REMEMBERS_THE_LAST_ATTEMPT_ONLY("DeadLetters.a_dead_letter_has_the_attempts_of_every_instance") {
        @Override
        DeadLetters deadLetters(DeadLetters sound, MessageTransport transport) {
            return new BrokenDeadLetters(sound) {
                @Override
                public List<DeadLetter> list(Filter filter, Page page) {
                    return super.list(filter, page).stream()
                            .map(letter -> new DeadLetter(
                                    letter.id(),
                                    letter.channel(),
                                    letter.group(),
                                    letter.message(),
                                    List.of(letter.attempts().getLast()),
                                    letter.reason(),
                                    letter.at()))
                            .toList();
                }
            };
        }
    },
    FORGETS_ATTEMPTS(
            "Redelivery.a_retry_comes_again_with_rising_attempts",
            "Redelivery.what_a_closed_consumer_never_settled_goes_to_another_instance_as_a_further_attempt") {
        @Override
        int attempt(int counted) {
            return 1;
        }
    },
    LOSES_WHAT_A_CLOSED_CONSUMER_HAD(
            "Redelivery.what_a_closed_consumer_never_settled_comes_again_when_the_group_comes_back",
            "Lifecycle.closing_while_a_message_is_handled_neither_waits_nor_fails",
            "QuickRequests.what_a_closed_member_has_not_settled_goes_to_another",
            "Settlement.settling_after_the_subscription_closed_does_nothing") {
        @Override
        void close(Subscription subscription, Collection<Delivery> unsettled) {
            unsettled.forEach(Delivery::ack);
            subscription.close();
        }
    },
    DRAINS_WITHOUT_WAITING("Lifecycle.a_drain_waits_for_what_is_under_way") {
        @Override
        void drain(Subscription subscription, Duration patience) {
            subscription.drain(Duration.ZERO);
        }
    },
    ACCEPTS_WHEN_CLOSED("Lifecycle.a_send_after_close_is_refused_as_unavailable_and_safe_to_retry") {
        @Override
        boolean admitsFailure() {
            return false;
        }
    },
    LOSES_EMPTY_HEADERS("Delivery.an_empty_header_value_arrives_as_an_empty_value") {
        @Override
        Message received(Message message) {
            Headers.Builder kept = Headers.builder();
            message.headers().forEach((name, value) -> {
                if (!value.isEmpty()) {
                    kept.set(name, value);
                }
            });
            return new Message(kept.build(), message.payload());
        }
    },
    KNOWS_ASCII_ONLY("Delivery.headers_arrive_as_they_were_sent_in_any_script") {
        @Override
        Message received(Message message) {
            Headers.Builder mangled = Headers.builder();
            message.headers().forEach((name, value) -> mangled.set(name, value.replaceAll("[^\\x00-\\x7f]", "?")));
            return new Message(mangled.build(), message.payload());
        }
    },
    DELIVERS_EARLY(
            "Delay.a_message_comes_when_it_is_due_and_never_before",
            "Delay.messages_of_a_key_come_in_the_order_of_falling_due_and_then_of_sending",
            "Delay.other_messages_of_the_channel_and_of_the_key_are_not_held_up") {
        @Override
        List<Message> sent(List<Message> batch) {
            return rename(batch, HeaderNames.NOT_BEFORE, HIDDEN);
        }
    },
    DELIVERS_A_LITTLE_EARLY("Delay.a_message_comes_when_it_is_due_and_never_before") {
        @Override
        List<Message> sent(List<Message> batch) {
            return moved(batch, -15);
        }

        @Override
        Message received(Message message) {
            return moved(List.of(message), 15).getFirst();
        }
    },
    DELIVERS_LATE("Delay.a_message_comes_when_it_is_due_and_never_before") {
        @Override
        List<Message> sent(List<Message> batch) {
            return moved(batch, 3000);
        }
    },
    FORGETS_DELAYED_MESSAGES(
            "Delay.a_message_comes_when_it_is_due_and_never_before",
            "Delay.every_group_gets_a_delayed_message_once",
            "Delay.a_message_comes_also_when_the_instance_that_sent_it_has_closed") {
        @Override
        List<Message> sent(List<Message> batch) {
            return batch.stream()
                    .filter(message -> message.notBefore() <= System.currentTimeMillis())
                    .toList();
        }
    },
    HOLDS_UP_WHAT_IS_BEHIND_A_DELAYED_MESSAGE("Delay.other_messages_of_the_channel_and_of_the_key_are_not_held_up") {
        @Override
        List<Message> sent(List<Message> batch) {
            return batch.stream().anyMatch(message -> message.notBefore() > 0)
                    ? batch.stream()
                            .map(message -> DelayScenarios.at(System.currentTimeMillis() + 3000, message))
                            .toList()
                    : batch;
        }
    },
    TAKES_ANY_NUMBER_OF_SHARDS(
            "Channels.another_number_of_shards_is_refused_by_name_and_numbers_or_the_channel_keeps_its_own") {
        @Override
        Channel channel(Channel channel) {
            return new Channel(channel.name() + "-" + channel.shards(), channel.kind(), channel.shards());
        }
    },
    KEEPS_REMOVED_CHANNELS("Channels.a_removed_channel_holds_nothing_and_can_be_used_anew") {
        @Override
        boolean removes() {
            return false;
        }
    },
    SETTLES_AFTER_CLOSE(
            "Settlement.settling_after_the_subscription_closed_does_nothing",
            "Settlement.settling_after_the_transport_closed_does_nothing") {
        @Override
        void close(Subscription subscription, Collection<Delivery> unsettled) {
            // goes on, so that what is settled later is
        }

        @Override
        void close(Transport sound, Collection<Transport> all) {
            // as above
        }
    },
    CLOSES_THE_OTHERS("Lifecycle.closing_one_transport_leaves_another_in_the_same_process_alone") {
        @Override
        void close(Transport sound, Collection<Transport> all) {
            all.forEach(Transport::close);
        }
    },
    TAKES_HALF_OF_A_BATCH("Batches.a_batch_that_is_under_way_at_close_is_taken_whole_or_not_at_all") {
        @Override
        CompletableFuture<List<Receipt>> send(MessageTransport sound, Channel channel, List<Message> batch) {
            return everyTenth(batch) ? half(sound, channel, batch) : super.send(sound, channel, batch);
        }
    },
    TAKES_HALF_OF_A_BATCH_AND_SAYS_NONE("Batches.a_batch_that_is_under_way_at_close_is_taken_whole_or_not_at_all") {
        @Override
        CompletableFuture<List<Receipt>> send(MessageTransport sound, Channel channel, List<Message> batch) {
            return everyTenth(batch)
                    ? half(sound, channel, batch).thenApply(unused -> Collections.nCopies(batch.size(), FAILED))
                    : super.send(sound, channel, batch);
        }
    },
    KEEPS_REPLIES_FOR_THE_NEXT(
            "QuickRequests.a_reply_to_one_that_has_gone_is_dropped"), // as the sound one does, which promises less
    SAYS_NOTHING_OF_REQUESTS("QuickRequests.a_request_that_nobody_answers_has_a_receipt_all_the_same") {
        @Override
        CompletableFuture<List<Receipt>> send(MessageTransport sound, Channel channel, List<Message> batch) {
            return channel.kind() == Channel.Kind.CALLS ? new CompletableFuture<>() : super.send(sound, channel, batch);
        }
    },
    HIDES_THE_CONTRACTS_EXCEPTIONS("CallFailures.the_contracts_own_exception_arrives_with_its_detail") {
        @Override
        Object call(CallTransport transport, Endpoint endpoint, Call call) {
            try {
                return transport.call(endpoint, call);
            } catch (DomainException e) {
                throw QuintetException.reported(Code.UNKNOWN, "it failed", List.of(), false);
            }
        }
    },
    IGNORES_DEADLINES("CallFailures.a_caller_gives_up_at_its_deadline") {
        @Override
        Object call(CallTransport transport, Endpoint endpoint, Call call) throws DomainException {
            Deadline late = Deadline.in(Duration.ofMinutes(1));
            return transport.call(endpoint, new Call(call.operation(), call.request(), call.headers(), late));
        }
    },
    CALLS_ONE_AT_A_TIME("Calls.calls_are_handled_side_by_side") {
        @Override
        synchronized Object call(CallTransport transport, Endpoint endpoint, Call call) throws DomainException {
            return transport.call(endpoint, call);
        }
    },
    SAYS_THAT_NOTHING_IS_SAFE_TO_RETRY(
            "CallFailures.every_code_arrives_as_the_peer_reported_it",
            "CallFailures.a_peer_that_is_down_is_unreachable_and_safe_to_retry") {
        @Override
        Object call(CallTransport transport, Endpoint endpoint, Call call) throws DomainException {
            try {
                return transport.call(endpoint, call);
            } catch (QuintetException e) {
                throw QuintetException.reported(e.code(), String.valueOf(e.getMessage()), e.violations(), false);
            }
        }
    };

    private static final String HIDDEN = "tck-hidden";
    private static final Receipt FAILED =
            new Receipt.Failed(QuintetException.refused(Code.UNAVAILABLE, "the scenario wants it to fail"));
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String seenBy;

    Sabotage(String... seenBy) {
        this.seenBy = String.join("\n", seenBy);
    }

    /** Groups, or scenarios as {@code Group.scenario}, which fail at least. */
    List<String> seenBy() {
        return seenBy.lines().toList();
    }

    List<Message> sent(List<Message> batch) {
        return batch;
    }

    Message received(Message message) {
        return message;
    }

    Channel channel(Channel channel) {
        return channel;
    }

    String group(String asked) {
        return asked;
    }

    int credit(int asked) {
        return asked;
    }

    int attempt(int counted) {
        return counted;
    }

    void retry(Delivery delivery, Duration after, Throwable cause) {
        delivery.retry(after, cause);
    }

    void reject(Delivery delivery, Throwable cause) {
        delivery.reject(cause);
    }

    DeadLetters deadLetters(DeadLetters sound, MessageTransport transport) {
        return sound;
    }

    void drain(Subscription subscription, Duration patience) {
        subscription.drain(patience);
    }

    void close(Subscription subscription, Collection<Delivery> unsettled) {
        subscription.close();
    }

    boolean admitsFailure() {
        return true;
    }

    boolean removes() {
        return true;
    }

    Object call(CallTransport transport, Endpoint endpoint, Call call) throws DomainException {
        return transport.call(endpoint, call);
    }

    CompletableFuture<List<Receipt>> send(MessageTransport sound, Channel channel, List<Message> batch) {
        return sound.send(channel, batch);
    }

    void close(Transport sound, Collection<Transport> all) {
        sound.close();
    }

    private static boolean everyTenth(List<Message> batch) {
        return batch.size() > 1 && COUNT.incrementAndGet() % 10 == 0;
    }

    private static CompletableFuture<List<Receipt>> half(MessageTransport sound, Channel channel, List<Message> batch) {
        int taken = batch.size() / 2;
        return sound.send(channel, batch.subList(0, taken)).thenApply(receipts -> {
            List<Receipt> all = new ArrayList<>(receipts);
            all.addAll(Collections.nCopies(batch.size() - taken, FAILED));
            return all;
        });
    }

    private static List<Message> moved(List<Message> batch, long millis) {
        return batch.stream()
                .map(message ->
                        message.notBefore() == 0 ? message : DelayScenarios.at(message.notBefore() + millis, message))
                .toList();
    }

    private static List<Message> rename(List<Message> batch, String from, String to) {
        return batch.stream()
                .map(message -> {
                    Headers.Builder renamed = Headers.builder();
                    message.headers().forEach((name, value) -> {
                        if (!name.equals(from)) {
                            renamed.set(name, value);
                        } else if (!to.isEmpty()) {
                            renamed.set(to, value);
                        }
                    });
                    return new Message(renamed.build(), message.payload());
                })
                .toList();
    }
}
