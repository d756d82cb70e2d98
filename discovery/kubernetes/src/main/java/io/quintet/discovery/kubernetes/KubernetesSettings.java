package io.quintet.discovery.kubernetes;

import io.quintet.config.Settings;
import io.quintet.spi.Sought;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the registry.
 *
 * @param api where the API is
 * @param credentials the directory with {@code token}, {@code ca.crt} and {@code namespace} that Kubernetes mounts
 * @param namespace of the services
 * @param services names of services that are not those of their contracts
 * @param port the name of the port; null for that of the transport
 * @param scheme of instances
 * @param timeout of one request, but for watching
 * @param watch how long the server is asked to report changes to one request
 * @param resync after which time everything is read again, whether or not a change was missed
 */
record KubernetesSettings(
        URI api,
        Path credentials,
        String namespace,
        Map<String, String> services,
        @Nullable String port,
        String scheme,
        Duration timeout,
        Duration watch,
        Duration resync) {
    /** Names that cannot lead a request astray. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private static final String EXPECTED_NAME = "a name in Kubernetes: lower-case letters, digits and hyphens";

    static KubernetesSettings read(Settings section, Map<String, String> environment) {
        Path credentials = Path.of(section.text("credentials", "/var/run/secrets/kubernetes.io/serviceaccount"));
        Settings services = section.section("services");
        KubernetesSettings read = new KubernetesSettings(
                api(section, environment),
                credentials,
                section.text("namespace").orElseGet(() -> namespace(section, credentials)),
                services.all(),
                section.text("port").orElse(null),
                section.text("scheme", "http"),
                section.duration("timeout", Duration.ofSeconds(10)),
                section.duration("watch", Duration.ofMinutes(5)),
                section.duration("resync", Duration.ofMinutes(15)));
        if (!NAME.matcher(read.namespace).matches()) {
            throw section.wrong("namespace", EXPECTED_NAME);
        }
        read.services.forEach((contract, service) -> {
            if (!NAME.matcher(service).matches()) {
                throw services.wrong(contract, EXPECTED_NAME);
            }
        });
        if (!read.scheme.equals("http") && !read.scheme.equals("https")) {
            throw section.wrong("scheme", "http or https");
        }
        if (read.watch.compareTo(Duration.ofSeconds(1)) < 0) {
            throw section.wrong("watch", "a second or more");
        }
        return read;
    }

    private static URI api(Settings section, Map<String, String> environment) {
        String expected = "the address of the cluster's API, such as https://10.0.0.1:6443;"
                + " within a cluster KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT say it";
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        String text = section.text("api")
                .or(() -> java.util.Optional.ofNullable(host)
                        .map(name -> "https://" + (name.contains(":") ? "[" + name + "]" : name) + ":"
                                + environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443")))
                .orElseThrow(() -> section.wrong("api", expected));
        try {
            URI uri = URI.create(text);
            boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            boolean known = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (uri.getHost() != null && known && bare) {
                return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            }
        } catch (IllegalArgumentException e) {
            throw section.wrong("api", expected);
        }
        throw section.wrong("api", expected);
    }

    private static String namespace(Settings section, Path credentials) {
        try {
            return Files.readString(credentials.resolve("namespace")).strip();
        } catch (IOException e) {
            throw section.wrong(
                    "namespace",
                    "the namespace of the services, for " + credentials.resolve("namespace")
                            + " cannot be read, as within a cluster it can");
        }
    }

    /** The service behind which those are that serve a contract. */
    String service(String contract) {
        return services.getOrDefault(contract, contract);
    }

    /** The name of the port at which those that are sought are called. */
    String portOf(Sought sought) {
        return port == null ? sought.transport() : port;
    }

    /** The slices of a service. */
    String path(String service) {
        return "/apis/discovery.k8s.io/v1/namespaces/" + namespace
                + "/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3D" + service;
    }

    static boolean isName(String service) {
        return NAME.matcher(service).matches();
    }
}
