package io.quintet.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyringTest {
    private static final byte[] SAID = "said".getBytes(UTF_8);
    private static final byte[] OTHER = "sajd".getBytes(UTF_8);

    @TempDir
    private Path directory;

    private static Keyring shared(String... more) {
        String[] settings = new String[more.length + 4];
        settings[0] = "key";
        settings[1] = "k1";
        settings[2] = "keys.k1.hmac-secret";
        settings[3] = Keys.secret(1);
        System.arraycopy(more, 0, settings, 4, more.length);
        return Keyring.of(Keys.settings(settings));
    }

    private static void refuses(Keyring keyring, SignedBy signature, boolean retrySafe, String message) {
        assertThatThrownBy(() -> keyring.check("a message", "orders", signature, SAID))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAUTHENTICATED);
                    assertThat(e.failureMode()).isEqualTo(FailureMode.ARBITRARY);
                    assertThat(e.fromPeer()).isFalse();
                    assertThat(e.retrySafe()).isEqualTo(retrySafe);
                })
                .hasMessageContaining(message);
    }

    @Test
    void takes_what_a_key_of_the_ring_has_signed() {
        Keyring keyring = shared();

        assertThatCode(() -> keyring.check("a message", "orders", keyring.sign(SAID), SAID))
                .doesNotThrowAnyException();
        assertThatCode(() -> keyring.check(
                        "a message", "orders", keyring.sign("sa".getBytes(UTF_8), "id".getBytes(UTF_8)), SAID))
                .doesNotThrowAnyException();
    }

    @Test
    void refuses_other_bytes_than_were_signed() {
        Keyring keyring = shared();

        refuses(keyring, keyring.sign(OTHER), false, "changed on its way");
        refuses(keyring, new SignedBy("k1", new byte[0]), false, "changed on its way");
    }

    @Test
    void refuses_what_another_has_signed_under_the_name_of_a_known_key() {
        Keyring stranger = Keyring.of(Keys.settings("key", "k1", "keys.k1.hmac-secret", Keys.secret(9)));

        refuses(shared(), stranger.sign(SAID), false, "does not have key k1");
    }

    @Test
    void asks_to_try_again_where_the_key_may_become_known() {
        Keyring newer = Keyring.of(Keys.settings("key", "k2", "keys.k2.hmac-secret", Keys.secret(2)));

        refuses(shared(), newer.sign(SAID), true, "signed with key \"k2\" (expected: one of [k1];");
    }

    @Test
    void a_key_follows_another_while_both_are_known() {
        Keyring before = shared();
        Keyring between = shared("keys.k2.hmac-secret", Keys.secret(2));
        Keyring after = Keyring.of(Keys.settings(
                "key", "k2", "keys.k1.hmac-secret", Keys.secret(1), "keys.k2.hmac-secret", Keys.secret(2)));

        assertThatCode(() -> {
                    between.check("a message", null, before.sign(SAID), SAID);
                    between.check("a message", null, after.sign(SAID), SAID);
                    after.check("a message", null, between.sign(SAID), SAID);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_key_speaks_for_its_sources_only() {
        Keyring keyring = shared("keys.k1.sources", "kitchen, delivery");

        assertThatCode(() -> keyring.check("a message", "delivery", keyring.sign(SAID), SAID))
                .doesNotThrowAnyException();
        refuses(keyring, keyring.sign(SAID), false, "in the name of orders (expected: one of [delivery, kitchen]");
    }

    @Test
    void a_public_key_checks_what_the_private_one_has_signed_and_signs_nothing() throws Exception {
        Keys.write(directory, "a");
        String publicFile = directory.resolve("a.pub").toString();
        Keyring signer = Keyring.of(Keys.settings(
                "key",
                "a",
                "keys.a.ed25519-public-file",
                publicFile,
                "keys.a.ed25519-private-file",
                directory.resolve("a.key").toString()));
        Keyring checker = Keyring.of(Keys.settings("keys.a.ed25519-public-file", publicFile));

        assertThat(checker.signs()).isFalse();
        assertThatCode(() -> checker.check("a message", null, signer.sign(SAID), SAID))
                .doesNotThrowAnyException();
        refuses(checker, signer.sign(OTHER), false, "changed on its way");
        refuses(checker, new SignedBy("a", new byte[] {1, 2, 3}), false, "changed on its way");
        assertThatThrownBy(() -> Keyring.of(Keys.settings("key", "a", "keys.a.ed25519-public-file", publicFile)))
                .hasMessage("code: key: \"a\" (expected: the id of one of [], the keys that can sign)");
    }

    @Test
    void refuses_a_private_key_that_belongs_to_another_public_one() throws Exception {
        Keys.write(directory, "a");
        Keys.write(directory, "b");

        assertThatThrownBy(() -> Keyring.of(Keys.settings(
                        "keys.a.ed25519-public-file",
                        directory.resolve("a.pub").toString(),
                        "keys.a.ed25519-private-file",
                        directory.resolve("b.key").toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ed25519-private-file")
                .hasMessageContaining("expected: the private key that belongs to");
    }

    @Test
    void refuses_what_is_not_signed_unless_that_is_only_offered() {
        refuses(shared(), null, false, "not signed (expected: signed by one of [k1])");
        assertThatCode(() -> shared("check", "offered").check("a message", "orders", null, SAID))
                .doesNotThrowAnyException();
        refuses(shared("check", "offered"), new SignedBy("k1", new byte[32]), false, "changed on its way");
        assertThatCode(() ->
                        shared("check", "none").check("a message", "orders", new SignedBy("k1", new byte[32]), SAID))
                .doesNotThrowAnyException();
    }

    @Test
    void names_what_is_wrong_with_a_setting_and_never_a_secret() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.pem"), "no key");

        assertThatThrownBy(() -> shared("key", "k7")).hasMessageContaining("expected: the id of one of [k1]");
        assertThatThrownBy(() -> Keyring.of(Keys.settings("keys.k.hmac-secret", "c2hvcnQ=")))
                .hasMessage("code: keys.k.hmac-secret: (secret) (expected: base64 of at least 32 random bytes, not 5)");
        assertThatThrownBy(() -> Keyring.of(Keys.settings("keys.k.hmac-secret", "no base 64!")))
                .hasMessage("code: keys.k.hmac-secret: (secret) (expected: base64)");
        assertThatThrownBy(() -> Keyring.of(Keys.settings("keys.k.ed25519-public-file", broken.toString())))
                .hasMessageContaining("expected: a PEM file with a PUBLIC KEY");
        assertThatThrownBy(() -> Keyring.of(Keys.settings("keys.k.ed25519-public-file", directory + "/none")))
                .hasMessageContaining("but there is no such file");
        assertThatThrownBy(() -> Keyring.of(Keys.settings("check", "required")))
                .hasMessageContaining("expected: none, unless there is a key to check by");
        assertThatThrownBy(() -> shared("check", "maybe")).hasMessageContaining("expected: required, offered or none");
        assertThat(shared()).hasToString("Keyring[k1]");
    }

    @Test
    void without_keys_it_signs_and_checks_nothing() {
        Keyring none = Keyring.of(Keys.settings());

        assertThat(none.signs()).isFalse();
        assertThat(none.checks()).isFalse();
    }
}
