package io.quintet.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.config.SettingsSource;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an API may do to those who watch. */
@Timeout(60)
class SliceWatchTest {
    @TempDir
    Path credentials;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Told told = new Told();
    private ScriptedApi api;
    private KubernetesRegistry registry;

    /** What was told, in turn: addresses, or why there are none. */
    private static final class Told implements Follower {
        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public void seen(List<Instance> instances) {
            all.add(instances.stream()
                    .map(instance -> instance.id() + " " + instance.endpoint().address())
                    .toList()
                    .toString());
        }

        @Override
        public void lost(String why) {
            all.add("lost: " + why);
        }

        String next() throws InterruptedException {
            String next = all.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was told");
            }
            return next;
        }
    }

    @BeforeEach
    void startApi() throws Exception {
        api = new ScriptedApi();
    }

    @AfterEach
    void stop() {
        if (registry != null) {
            registry.close();
        }
        api.close();
        timer.shutdownNow();
    }

    private void follow(String... settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("api", api.address(), "namespace", "shop", "credentials", credentials.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        KubernetesSettings read =
                KubernetesSettings.read(new SettingsSource().code(all).settings(), Map.of());
        registry = new KubernetesRegistry(read, new ApiServer(read, timer));
        registry.follow(new Sought("kitchen", "http"), told);
    }

    private static String endpoint(String address, String conditions) {
        return "{\"addresses\":[\"" + address + "\"],\"conditions\":{" + conditions + "},\"targetRef\":{\"name\":\"pod-"
                + address + "\"}}";
    }

    private static String slice(String name, int version, String... endpoints) {
        return sliceOf(
                name,
                version,
                "IPv4",
                "[{\"name\":\"http\",\"port\":8080},{\"name\":\"grpc\",\"port\":9090}]",
                endpoints);
    }

    private static String sliceOf(String name, int version, String type, String ports, String... endpoints) {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"resourceVersion\":\"" + version + "\"},\"addressType\":\""
                + type + "\",\"ports\":" + ports + ",\"endpoints\":[" + String.join(",", endpoints) + "]}";
    }

    private static String list(int version, String... slices) {
        return "{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"items\":[" + String.join(",", slices) + "]}";
    }

    private static String event(String type, String object) {
        return "{\"type\":\"" + type + "\",\"object\":" + object + "}";
    }

    private static final String READY = "\"ready\":true";
    private static final String NOT_READY = "\"ready\":false,\"serving\":false";
    private static final String TERMINATING = "\"ready\":false,\"serving\":true,\"terminating\":true";

    @Test
    void lists_first_and_then_follows_the_changes_from_there_on() throws Exception {
        follow();
        ScriptedApi.Asked listing = api.next();
        assertThat(listing.exchange().getRequestURI())
                .hasToString("/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices"
                        + "?labelSelector=kubernetes.io%2Fservice-name%3Dkitchen");
        listing.answer(200, list(7, slice("s1", 5, endpoint("10.0.0.1", READY))));
        assertThat(told.next()).isEqualTo("[pod-10.0.0.1 http://10.0.0.1:8080]");
        ScriptedApi.Asked watching = api.next().begin();
        assertThat(watching.query())
                .endsWith("&watch=true&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion=7");
        watching.event(event("ADDED", slice("s2", 8, endpoint("10.0.0.2", READY))));
        assertThat(told.next()).isEqualTo("[pod-10.0.0.1 http://10.0.0.1:8080, pod-10.0.0.2 http://10.0.0.2:8080]");
        watching.event(event("MODIFIED", slice("s1", 9, endpoint("10.0.0.1", NOT_READY))));
        assertThat(told.next()).isEqualTo("[pod-10.0.0.2 http://10.0.0.2:8080]");
        watching.event(event("DELETED", slice("s2", 10)));
        assertThat(told.next()).isEqualTo("[]");
    }

    @Test
    void goes_on_from_the_last_bookmark_when_a_watch_ends_in_order() throws Exception {
        follow();
        api.next().answer(200, list(7));
        assertThat(told.next()).isEqualTo("[]");
        api.next()
                .begin()
                .event(event("BOOKMARK", "{\"metadata\":{\"resourceVersion\":\"40\"}}"))
                .end();
        ScriptedApi.Asked again = api.next();
        assertThat(again.query()).endsWith("resourceVersion=40");
        again.begin().event(event("ADDED", slice("s1", 41, endpoint("10.0.0.1", READY))));
        assertThat(told.next()).isEqualTo("[pod-10.0.0.1 http://10.0.0.1:8080]");
    }

    @Test
    void lists_again_when_the_server_no_longer_has_the_changes() throws Exception {
        follow();
        api.next().answer(200, list(7, slice("s1", 5, endpoint("10.0.0.1", READY))));
        told.next();
        api.next().begin().event(event("ERROR", "{\"kind\":\"Status\",\"code\":410,\"message\":\"too old\"}"));
        ScriptedApi.Asked listing = api.next();
        assertThat(listing.query()).doesNotContain("watch");
        listing.answer(200, list(90, slice("s2", 80, endpoint("10.0.0.2", READY))));
        assertThat(told.next()).isEqualTo("[pod-10.0.0.2 http://10.0.0.2:8080]");
        api.next().answer(410, "");
        ScriptedApi.Asked third = api.next();
        assertThat(third.query()).doesNotContain("watch");
        third.answer(200, list(91));
        assertThat(told.next()).isEqualTo("[]");
    }

    @Test
    void tells_that_it_cannot_tell_while_the_api_fails_and_lists_again() throws Exception {
        follow();
        api.next().answer(503, "");
        assertThat(told.next()).isEqualTo("lost: " + api.address() + ": 503");
        api.next().answer(200, "no json");
        assertThat(told.next()).startsWith("lost: ");
        api.next().answer(200, list(7));
        assertThat(told.next()).isEqualTo("[]");
        api.next().begin().exchange().close();
        api.next().answer(403, "");
        assertThat(told.next()).contains("a role with the verbs list and watch of endpointslices");
        assertThat(api.next().query()).doesNotContain("watch");
    }

    @Test
    void gives_up_a_watch_that_hangs() throws Exception {
        Files.writeString(credentials.resolve("token"), "one\n");
        follow("timeout", "300ms");
        ScriptedApi.Asked silent = api.next();
        assertThat(silent.header("Authorization")).isEqualTo("Bearer one");
        assertThat(told.next()).startsWith("lost: ");
        Files.writeString(credentials.resolve("token"), "two\n");
        ScriptedApi.Asked halting = api.next().begin();
        assertThat(halting.header("Authorization")).isEqualTo("Bearer two");
        assertThat(told.next()).startsWith("lost: ");
        api.next().answer(200, list(1));
        assertThat(told.next()).isEqualTo("[]");
    }

    @Test
    void a_token_that_is_none_is_not_shown() throws Exception {
        Files.writeString(credentials.resolve("token"), "\uFEFFhidden\n");
        follow();
        assertThat(told.next())
                .isEqualTo("lost: " + api.address() + ": " + credentials.resolve("token")
                        + ": not a token (expected: one line of ASCII)");
        Files.writeString(credentials.resolve("token"), "hidden\nhidden\n");
        assertThat(told.next()).contains("not a token").doesNotContain("hidden");
    }

    @Test
    void an_empty_slice_of_the_fourth_version_hides_nobody() throws Exception {
        follow();
        api.next()
                .answer(
                        200,
                        list(
                                7,
                                sliceOf("s1", 5, "IPv4", "[{\"name\":\"http\",\"port\":8080}]"),
                                sliceOf("s2", 6, "IPv6", "[{\"port\":8080}]", endpoint("fd00::1", READY))));
        assertThat(told.next()).isEqualTo("[pod-fd00::1 http://[fd00::1]:8080]");
    }

    @Test
    void reads_everything_again_from_time_to_time() throws Exception {
        follow("resync", "1ms");
        api.next().answer(200, list(7));
        told.next();
        api.next().begin().end();
        ScriptedApi.Asked next = api.next();
        assertThat(next.query()).doesNotContain("watch");
    }

    @Test
    void those_that_terminate_are_called_only_where_there_is_no_other() throws Exception {
        follow();
        api.next().answer(200, list(7, slice("s1", 5, endpoint("10.0.0.1", TERMINATING), endpoint("10.0.0.2", ""))));
        assertThat(told.next()).isEqualTo("[pod-10.0.0.2 http://10.0.0.2:8080]");
        api.next()
                .begin()
                .event(event(
                        "MODIFIED",
                        slice("s1", 8, endpoint("10.0.0.1", TERMINATING), endpoint("10.0.0.2", NOT_READY))));
        assertThat(told.next()).isEqualTo("[pod-10.0.0.1 http://10.0.0.1:8080]");
    }

    @Test
    void one_that_is_in_two_slices_or_has_two_addresses_is_one() throws Exception {
        follow();
        api.next()
                .answer(
                        200,
                        list(
                                7,
                                slice("s1", 5, endpoint("10.0.0.1", READY)),
                                slice("s2", 6, endpoint("10.0.0.1", READY)),
                                sliceOf("s3", 6, "IPv6", "[{\"port\":8080}]", endpoint("fd00::1", READY))));
        assertThat(told.next()).isEqualTo("[pod-10.0.0.1 http://10.0.0.1:8080]");
        api.next().begin().event(event("DELETED", slice("s1", 8))).event(event("DELETED", slice("s2", 9)));
        told.next();
        assertThat(told.next()).isEqualTo("[pod-fd00::1 http://[fd00::1]:8080]");
    }

    @Test
    void the_port_is_the_one_named_after_the_transport_or_by_the_settings_or_the_only_one() throws Exception {
        follow("port", "grpc", "scheme", "https", "services.kitchen", "cooks");
        ScriptedApi.Asked listing = api.next();
        assertThat(listing.query()).endsWith("service-name%3Dcooks");
        listing.answer(
                200,
                list(
                        7,
                        slice("s1", 5, endpoint("10.0.0.1", READY)),
                        sliceOf("s2", 5, "IPv4", "[{\"name\":\"\",\"port\":1}]", endpoint("10.0.0.2", READY)),
                        sliceOf(
                                "s3",
                                5,
                                "IPv4",
                                "[{\"name\":\"a\",\"port\":1},{\"name\":\"b\",\"port\":2}]",
                                endpoint("10.0.0.3", READY))));
        assertThat(told.next()).isEqualTo("[pod-10.0.0.1 https://10.0.0.1:9090, pod-10.0.0.2 https://10.0.0.2:1]");
    }

    @Test
    void a_contract_that_cannot_be_the_name_of_a_service_is_not_asked_for() throws Exception {
        follow();
        List<String> why = new ArrayList<>();
        registry.follow(new Sought("Kitchen.v2/..", "http"), new Follower() {
            @Override
            public void seen(List<Instance> instances) {
                why.add(instances.toString());
            }

            @Override
            public void lost(String reason) {
                why.add(reason);
            }
        });
        assertThat(why)
                .containsExactly("\"Kitchen.v2/..\" is not the name of a service"
                        + " (expected: kubernetes.services.Kitchen.v2/.. with one)");
    }
}
