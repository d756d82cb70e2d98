package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Between processes, some of which are killed. */
@Needs(value = Guarantee.CROSS_PROCESS, given = Circumstance.MESSAGES)
abstract class ProcessScenarios {
    private static Peer peer(Lab lab, String command, Channel channel, String... more) {
        String[] all = new String[3 + more.length];
        all[0] = command;
        all[1] = channel.name();
        all[2] = String.valueOf(channel.shards());
        System.arraycopy(more, 0, all, 3, more.length);
        return lab.peer(all);
    }

    @Test
    void messages_reach_another_process(Lab lab) {
        Channel channel = lab.channel(2);
        Peer taking = peer(lab, "take", channel, "g", "10");
        taking.await("subscribed");
        lab.send(lab.messages(), channel, Texts.keyed("m", "k", 5));
        assertThat(taking.await("got", 5)).containsExactly("m0 1", "m1 1", "m2 1", "m3 1", "m4 1");
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void what_a_killed_process_had_in_hand_goes_to_another_as_a_further_attempt_and_in_order(Lab lab) {
        Channel channel = lab.channel(1);
        MessageTransport transport = lab.messages();
        Peer holding = peer(lab, "hold", channel, "g", "10");
        holding.await("subscribed");
        lab.send(transport, channel, Texts.keyed("m", "k", 5));
        lab.send(transport, channel, Texts.message("n", null));
        assertThat(holding.await("got", 2)).contains("m0 1");
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        holding.kill();
        recorder.await("m4");
        recorder.await("n");
        assertThat(recorder.ids().stream().filter(id -> id.startsWith("m")))
                .containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(recorder.of("m0").getFirst().attempt()).isGreaterThan(1);
        assertThat(recorder.of("n").getFirst().attempt()).isGreaterThan(1);
    }

    @Test
    @Needs({Guarantee.REDELIVERY, Guarantee.DURABLE})
    void a_message_with_which_one_process_after_the_other_ends_is_counted(Lab lab) {
        Channel channel = lab.channel(1);
        lab.send(lab.messages(), channel, Texts.message("m", "k"));
        for (int attempt = 1; attempt <= 2; attempt++) {
            Peer holding = peer(lab, "hold", channel, "g", "10");
            assertThat(holding.await("got", 1)).containsExactly("m " + attempt);
            holding.kill();
        }
        Recorder recorder = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, recorder);
        assertThat(recorder.await("m").attempt()).isEqualTo(3);
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void a_process_that_is_killed_while_it_consumes_loses_nothing(Lab lab) {
        Channel channel = lab.channel(4);
        MessageTransport transport = lab.messages();
        List<String> keys = IntStream.range(0, 10).mapToObj(i -> "k" + i).toList();
        Producer producer = new Producer(lab, transport, channel, keys);
        for (int i = 0; i < 20; i++) {
            producer.round();
        }
        Peer taking = peer(lab, "take", channel, "g", "5");
        taking.await("got", 20);
        taking.kill();
        List<String> taken = taking.lines().stream()
                .filter(line -> line.startsWith("got "))
                .map(line -> line.substring(4, line.lastIndexOf(' ')))
                .toList();
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 20, recorder);
        for (int i = 0; i < 20; i++) {
            producer.round();
        }
        producer.accepted();
        for (String key : keys) {
            recorder.await(key + "/39");
            List<String> all = new java.util.ArrayList<>(taken);
            all.addAll(recorder.ids());
            assertThat(all.stream().filter(id -> id.startsWith(key + "/")).distinct())
                    .as("first deliveries of %s", key)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 40).mapToObj(n -> key + "/" + n).toList());
        }
    }

    @Test
    @Needs({Guarantee.DURABLE, Guarantee.DEAD_LETTERS})
    void a_dead_letter_outlives_the_process_that_rejected_it_and_is_replayed_in_another(Lab lab) {
        Channel channel = lab.channel(1);
        MessageTransport transport = lab.messages();
        lab.send(transport, channel, Texts.message("bad", "k"), Texts.message("worse", "k"));
        Peer rejecting = peer(lab, "reject", channel, "g", "10");
        rejecting.await("rejected", 2);
        rejecting.kill();
        DeadLetters letters = lab.deadLetters(lab.messages());
        List<DeadLetter> found = letters.list(DeadLetterScenarios.of(channel), DeadLetterScenarios.OLDEST);
        assertThat(found).extracting(letter -> letter.message().id()).containsExactly("bad", "worse");
        assertThat(found.getFirst().reason()).contains("this process cannot handle it");
        Recorder replays = lab.acking();
        lab.subscribe(transport, channel, "g", 10, delivery -> {
            if (delivery.message().replayFor() != null) {
                replays.accept(delivery);
            } else {
                delivery.ack(); // the killed process may not have recorded how far it was
            }
        });
        assertThat(letters.replay(found.getLast().id())).isTrue();
        replays.await("worse");
        assertThat(replays.ids()).containsExactly("worse");
        assertThat(letters.counts(DeadLetterScenarios.of(channel)))
                .containsExactly(new DeadLetters.Count(channel.name(), "g", 1));
    }

    @Test
    @Needs(Guarantee.DURABLE)
    void what_was_accepted_from_a_process_that_is_killed_while_it_sends_is_there_and_in_order(Lab lab) {
        Channel channel = lab.channel(2);
        Peer sending = peer(lab, "send", channel, "1000000");
        sending.await("accepted", 200);
        sending.kill();
        List<String> accepted = sending.lines().stream()
                .filter(line -> line.startsWith("accepted "))
                .map(line -> line.substring("accepted ".length()))
                .toList();
        MessageTransport transport = lab.messages();
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 1000, recorder);
        lab.send(transport, channel, Texts.message("last", "k"));
        recorder.await("last");
        List<String> got = recorder.ids();
        assertThat(got).containsAll(accepted);
        assertThat(got)
                .as("all that came before the last")
                .containsExactlyElementsOf(IntStream.range(0, got.size())
                        .mapToObj(i -> i == got.size() - 1 ? "last" : "m" + i)
                        .toList());
    }
}
