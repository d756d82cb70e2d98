package io.quintet.discovery.etcd;

import static io.quintet.discovery.etcd.Registries.follow;
import static io.quintet.discovery.etcd.Registries.kitchen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.config.Settings;
import io.quintet.net.pki.Certificates;
import io.quintet.spi.Registry;
import org.junit.jupiter.api.Test;

/** Users, passwords and certificates. */
class LoginTest extends EtcdFixture {
    private void demandLogin() {
        etcd.post("/v3/auth/user/add", "{\"name\":\"root\",\"password\":\"rootpw\"}");
        etcd.post("/v3/auth/user/grant", "{\"user\":\"root\",\"role\":\"root\"}");
        etcd.post("/v3/auth/enable", "{}");
    }

    private Registry open(String user, String password) {
        return registries.open("endpoints", etcd.address(), "user", user, "password", password);
    }

    @Test
    void with_the_right_password_entries_are_made_and_watched_also_after_a_restart_that_forgets_all_tokens()
            throws Exception {
        demandLogin();
        Registry ours = open("root", "rootpw");
        Told told = follow(open("root", "rootpw"));
        ours.register(kitchen("a"));
        told.await("[a]");
        etcd.stop();
        told.awaitLost(1);
        etcd.start();
        told.await("[a]");
        ours.register(kitchen("b"));
        told.await("[a, b]");
    }

    @Test
    void with_a_wrong_password_or_none_the_reason_is_told_and_no_password() throws Exception {
        demandLogin();
        Registry wrong = open("root", "guessed");
        Told told = follow(wrong);
        assertThat(told.awaitLost(1))
                .contains("etcdserver: authentication failed, invalid user ID or password")
                .doesNotContain("guessed");
        assertThatThrownBy(() -> wrong.register(kitchen("a")))
                .hasMessageContaining("invalid user ID or password")
                .hasMessageNotContaining("guessed");
        assertThat(follow(registries.open("endpoints", etcd.address())).awaitLost(1))
                .contains("user name is empty");
        assertThat(Registries.settings("endpoints", etcd.address(), "user", "root", "password", "guessed"))
                .asString()
                .doesNotContain("guessed");
    }

    @Test
    void a_login_that_nobody_asks_for_does_no_harm_until_somebody_does() throws Exception {
        Registry ours = open("root", "rootpw");
        ours.register(kitchen("a"));
        demandLogin();
        ours.register(kitchen("b"));
        follow(open("root", "rootpw")).await("[a, b]");
    }

    @Test
    void with_tls_each_side_shows_a_certificate_that_the_other_trusts() throws Exception {
        Certificates authority = new Certificates(directory, "authority");
        Settings server = authority.forLoopback("etcd").section("tls");
        Settings client = authority.forLoopback("kitchen").section("tls");
        etcd.close();
        etcd = EtcdServer.startSecure(directory, server);
        Registry ours = registries.open(
                "endpoints",
                etcd.address(),
                "tls.trust",
                client.text("trust").orElseThrow(),
                "tls.certificate",
                client.text("certificate").orElseThrow(),
                "tls.key",
                client.text("key").orElseThrow());
        Told told = follow(ours);
        ours.register(kitchen("a"));
        told.await("[a]");
        Registry distrusting = registries.open("endpoints", etcd.address());
        assertThatThrownBy(() -> distrusting.register(kitchen("b"))).hasMessageContaining(etcd.address() + ": ");
        Registry anonymous = registries.open(
                "endpoints", etcd.address(), "tls.trust", client.text("trust").orElseThrow());
        assertThatThrownBy(() -> anonymous.register(kitchen("b"))).hasMessageContaining(etcd.address() + ": ");
    }
}
