package io.quintet.examples.fooddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Api;
import io.quintet.examples.fooddelivery.contract.Consumers;
import io.quintet.examples.fooddelivery.contract.Kitchen;
import io.quintet.examples.fooddelivery.contract.Orders;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The samples of {@code deploy/} name what is there, as far as that can be seen without a cluster. */
class DeploymentTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final List<String> SERVICES =
            List.of("api", "consumer", "courier", "kitchen", "notification", "order");

    @TempDir
    Path directory;

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> documents(String file) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .build();
        List<Map<String, Object>> documents = new ArrayList<>();
        new Load(settings)
                .loadAllFromString(Files.readString(DEPLOY.resolve(file)))
                .forEach(document -> documents.add((Map<String, Object>) document));
        return documents;
    }

    /** What is at a path of keys and indices. */
    private static Object at(Object node, Object... path) {
        Object found = node;
        for (Object step : path) {
            found = step instanceof Integer index ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(step);
            assertThat(found).as("%s in %s", step, node).isNotNull();
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Object node, Object... path) {
        return (List<T>) at(node, path);
    }

    private static void assertRuns(String main) throws ReflectiveOperationException {
        int modifiers = Class.forName(main).getMethod("main", String[].class).getModifiers();
        assertThat(Modifier.isStatic(modifiers)).as(main).isTrue();
    }

    /** Starts an instance with a configuration, but with files of the test's own and no port. */
    private void assertConfigures(String yaml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(directory.resolve("quintet.yaml"), yaml);
        Quintet quintet = Quintet.builder()
                .configuration(file)
                .environment(environment)
                .set("database.url", "jdbc:sqlite:" + directory.resolve("own.db"))
                .build();
        assertThat(quintet.name()).isIn(SERVICES);
        quintet.close();
    }

    @Test
    void containers_of_one_host_run_services_that_exist_with_settings_that_are_known() throws Exception {
        Map<String, Object> compose = documents("docker-compose.yaml").getFirst();
        Map<?, ?> services = (Map<?, ?>) at(compose, "services");
        assertThat(services.keySet().stream().map(String::valueOf)).containsExactlyInAnyOrderElementsOf(SERVICES);
        Map<?, ?> volumes = (Map<?, ?>) compose.get("volumes");
        String yaml = (String) at(compose, "configs", "quintet", "content");
        for (Map.Entry<?, ?> service : services.entrySet()) {
            assertRuns((String) at(service.getValue(), "command", 0));
            Map<String, String> environment = new HashMap<>();
            ((Map<?, ?>) at(service.getValue(), "environment"))
                    .forEach((name, value) -> environment.put((String) name, String.valueOf(value)));
            assertThat(environment.get("QUINTET_NAME")).isEqualTo(service.getKey());
            for (String mount : DeploymentTest.<String>list(service.getValue(), "volumes")) {
                assertThat(volumes.containsKey(mount.substring(0, mount.indexOf(':'))))
                        .as(mount)
                        .isTrue();
            }
            assertConfigures(yaml.replace("/channels", directory.toString()), environment);
        }
    }

    @Test
    void pods_run_services_that_exist_with_settings_that_are_known() throws Exception {
        List<Map<String, Object>> documents = documents("kubernetes.yaml");
        String yaml = (String) at(only(documents, "ConfigMap"), "data", "quintet.yaml");
        Set<String> seen = new HashSet<>();
        for (Map<String, Object> workload : workloads(documents)) {
            Object container = at(workload, "spec", "template", "spec", "containers", 0);
            if (at(container, "image").equals("quintet-food-delivery")) {
                assertRuns((String) at(container, "args", 0));
                Map<String, String> environment = new HashMap<>();
                for (Map<?, ?> variable : DeploymentTest.<Map<?, ?>>list(container, "env")) {
                    environment.put((String) at(variable, "name"), String.valueOf(variable.get("value")));
                }
                environment.put("QUINTET_INSTANCE", at(workload, "metadata", "name") + "-0");
                assertConfigures(yaml, environment);
                seen.add((String) at(workload, "metadata", "name"));
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(SERVICES);
    }

    @Test
    void every_contract_that_is_called_has_a_service_of_its_name_in_front_of_pods_with_its_port() throws Exception {
        List<Map<String, Object>> documents = documents("kubernetes.yaml");
        Set<String> names = new HashSet<>();
        for (Map<String, Object> service : of(documents, "Service")) {
            String app = (String) at(service, "spec", "selector", "app");
            Map<String, Object> workload = workloads(documents).stream()
                    .filter(each -> at(each, "spec", "template", "metadata", "labels", "app")
                            .equals(app))
                    .findFirst()
                    .orElseThrow();
            Object container = at(workload, "spec", "template", "spec", "containers", 0);
            assertThat(at(container, "ports", 0, "name")).isEqualTo(at(service, "spec", "ports", 0, "targetPort"));
            assertThat(at(container, "ports", 0, "containerPort")).isEqualTo(at(service, "spec", "ports", 0, "port"));
            names.add((String) at(service, "metadata", "name"));
        }
        assertThat(names)
                .contains(
                        contract(Api.class),
                        contract(Orders.class),
                        contract(Consumers.class),
                        contract(Kitchen.class));
    }

    private static String contract(Class<?> type) {
        return type.getAnnotation(io.quintet.Contract.class).value();
    }

    @Test
    void pods_may_do_what_discovery_does_and_find_what_they_mount() throws Exception {
        List<Map<String, Object>> documents = documents("kubernetes.yaml");
        Object rule = at(only(documents, "Role"), "rules", 0);
        assertThat(at(rule, "apiGroups", 0)).isEqualTo("discovery.k8s.io");
        assertThat(at(rule, "resources", 0)).isEqualTo("endpointslices");
        assertThat(DeploymentTest.<String>list(rule, "verbs")).containsExactlyInAnyOrder("list", "watch");
        assertThat(at(only(documents, "RoleBinding"), "roleRef", "name"))
                .isEqualTo(at(only(documents, "Role"), "metadata", "name"));
        Object account = at(only(documents, "ServiceAccount"), "metadata", "name");
        assertThat(at(only(documents, "RoleBinding"), "subjects", 0, "name")).isEqualTo(account);
        for (Map<String, Object> workload : workloads(documents)) {
            assertThat(at(workload, "spec", "selector", "matchLabels"))
                    .isEqualTo(at(workload, "spec", "template", "metadata", "labels"));
            Map<?, ?> pod = (Map<?, ?>) at(workload, "spec", "template", "spec");
            if (pod.containsKey("serviceAccountName")) {
                assertThat(pod.get("serviceAccountName")).isEqualTo(account);
            }
            Set<Object> volumes = new HashSet<>();
            if (pod.containsKey("volumes")) {
                DeploymentTest.<Map<?, ?>>list(pod, "volumes").forEach(volume -> volumes.add(volume.get("name")));
            }
            Map<?, ?> spec = (Map<?, ?>) at(workload, "spec");
            if (spec.containsKey("volumeClaimTemplates")) {
                DeploymentTest.<Map<?, ?>>list(spec, "volumeClaimTemplates")
                        .forEach(claim -> volumes.add(at(claim, "metadata", "name")));
            }
            for (Map<?, ?> mount : DeploymentTest.<Map<?, ?>>list(pod, "containers", 0, "volumeMounts")) {
                assertThat(volumes).contains(mount.get("name"));
            }
        }
    }

    private static List<Map<String, Object>> of(List<Map<String, Object>> documents, String kind) {
        return documents.stream()
                .filter(document -> kind.equals(document.get("kind")))
                .toList();
    }

    private static Map<String, Object> only(List<Map<String, Object>> documents, String kind) {
        List<Map<String, Object>> found = of(documents, kind);
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    private static List<Map<String, Object>> workloads(List<Map<String, Object>> documents) {
        List<Map<String, Object>> all = new ArrayList<>(of(documents, "Deployment"));
        all.addAll(of(documents, "StatefulSet"));
        return all;
    }
}
