package io.quintet.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChannelTest {
    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.events", "replies.order-service.a_1", "A"})
    void takes_letters_digits_dots_hyphens_and_underscores(String name) {
        assertThat(channel(name, 1).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "a/b", "ä", "a\n", "a'b", "a:b"})
    void refuses_other_names_and_shows_them(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> channel(name, 1))
                .withMessageContaining("\"" + name + "\" (expected: 1 to 200 letters");
    }

    @Test
    void refuses_names_that_are_too_long() {
        assertThat(channel("a".repeat(200), 1).name()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> channel("a".repeat(201), 1));
    }

    @Test
    void takes_longer_names_of_replies_which_have_an_address_in_them() {
        assertThat(new Channel("a".repeat(400), Channel.Kind.REPLIES, 1).name()).hasSize(400);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Channel("a".repeat(401), Channel.Kind.REPLIES, 1))
                .withMessageContaining("(expected: 1 to 400 letters");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1025})
    void refuses_numbers_of_shards_out_of_range(int shards) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> channel("orders", shards))
                .withMessage("shards of orders: " + shards + " (expected: 1 to 1024)");
    }

    /** Never change these: messages of a key that are stored already would be in another shard than the new ones. */
    @ParameterizedTest
    @CsvSource({
        "order-1, 4, 44, 220",
        "order-2, 0, 56, 584",
        "4711, 3, 35, 995",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6, 1, 25, 73",
        "Grüße, 1, 17, 345",
        "🍕, 0, 56, 552"
    })
    void puts_a_key_where_it_was_always_put(String key, int of8, int of64, int of1000) {
        assertThat(channel("orders", 8).shardOf(key)).isEqualTo(of8);
        assertThat(channel("orders", 64).shardOf(key)).isEqualTo(of64);
        assertThat(channel("orders", 1000).shardOf(key)).isEqualTo(of1000);
        assertThat(channel("orders", 1).shardOf(key)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 8, 64})
    void spreads_keys_that_differ_little(int shards) {
        int keys = 1000 * shards;
        int[] counts = new int[shards];
        for (int i = 0; i < keys; i++) {
            counts[channel("orders", shards).shardOf("order-" + i)]++;
        }

        for (int count : counts) {
            assertThat(count).isBetween(850, 1150);
        }
    }

    private static Channel channel(String name, int shards) {
        return new Channel(name, Channel.Kind.POINT_TO_POINT, shards);
    }
}
