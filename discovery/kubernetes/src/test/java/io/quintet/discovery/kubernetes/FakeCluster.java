package io.quintet.discovery.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quintet.spi.Instance;
import io.quintet.tck.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API of a cluster as far as slices go, by Kubernetes' rules for resource versions: a watch goes on where a list ended, and a server
 * that has started again no longer has the changes from before.
 */
final class FakeCluster implements Server, AutoCloseable {
    private static final String PATH = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices";
    private static final Pattern SERVICE = Pattern.compile("labelSelector=kubernetes.io/service-name=([^&]+)");
    private static final Pattern VERSION = Pattern.compile("resourceVersion=(\\d+)");

    /** A change of the slice of one service. */
    private record Event(int version, String service, String json) {}

    private final Map<String, Map<String, String>> slices = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Set<Instance>> endpoints = new LinkedHashMap<>();
    private HttpServer server;
    private ExecutorService executor;
    private int port;
    private int version = 100;
    private int oldest = 100;

    FakeCluster() {
        start();
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public synchronized void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        executor = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    public void stop() {
        HttpServer stopping;
        synchronized (this) {
            stopping = server;
            server = null;
            events.clear();
            oldest = version + 1;
            version += 10;
        }
        if (stopping != null) {
            stopping.stop(0);
            executor.shutdownNow();
        }
    }

    /** A pod becomes ready: its service has one more endpoint. */
    synchronized void list(Instance instance) {
        if (endpoints
                .computeIfAbsent(instance.contract(), unused -> new LinkedHashSet<>())
                .add(instance)) {
            changed(instance.contract());
        }
    }

    /** A pod terminates. */
    synchronized void strike(Instance instance) {
        if (endpoints.getOrDefault(instance.contract(), Set.of()).contains(instance)) {
            endpoints.get(instance.contract()).remove(instance);
            changed(instance.contract());
        }
    }

    private void changed(String service) {
        version++;
        Map<String, String> before = slices.getOrDefault(service, Map.of());
        Map<String, String> now = new LinkedHashMap<>();
        // tests have a port for each instance, pods of one service share one: so there is a slice for each
        endpoints.get(service).forEach(instance -> {
            String kept = before.get(instance.id());
            now.put(instance.id(), kept == null ? slice(instance, version) : kept);
        });
        slices.put(service, now);
        now.forEach((name, slice) -> {
            if (!before.containsKey(name)) {
                events.add(new Event(version, service, event("ADDED", slice)));
            }
        });
        before.forEach((name, slice) -> {
            if (!now.containsKey(name)) {
                String removed =
                        slice.replaceFirst("\"resourceVersion\":\"\\d+\"", "\"resourceVersion\":\"" + version + "\"");
                events.add(new Event(version, service, event("DELETED", removed)));
            }
        });
        notifyAll();
    }

    private static String event(String type, String object) {
        return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
    }

    private static String slice(Instance instance, int version) {
        URI address = URI.create(instance.endpoint().address());
        return ("{\"metadata\":{\"name\":\"%s\",\"resourceVersion\":\"%d\",\"labels\":{\"kubernetes.io/service-name\":\"%s\"}},"
            + "\"addressType\":\"IPv4\",\"ports\":[{\"name\":\"%s\",\"port\":%d,\"protocol\":\"TCP\"}],"
            + "\"endpoints\":[{\"addresses\":[\"%s\"],\"conditions\":{\"ready\":true,\"serving\":true},"
            + "\"targetRef\":{\"kind\":\"Pod\",\"name\":\"%s\"}}]}")
                .formatted(
                        instance.id(),
                        version,
                        instance.contract(),
                        instance.endpoint().transport(),
                        address.getPort(),
                        address.getHost(),
                        instance.id());
    }

    private void handle(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        Matcher service = SERVICE.matcher(query);
        if (!exchange.getRequestURI().getPath().equals(PATH) || !service.find()) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        } else if (query.contains("watch=true")) {
            watch(exchange, service.group(1), query);
        } else {
            byte[] body = list(service.group(1)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }

    private synchronized String list(String service) {
        return "{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"items\":["
                + String.join(",", slices.getOrDefault(service, Map.of()).values()) + "]}";
    }

    private void watch(HttpExchange exchange, String service, String query) throws IOException {
        Matcher matcher = VERSION.matcher(query);
        int from = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        try {
            while (true) {
                List<Event> due = after(from, service);
                for (Event event : due) {
                    exchange.getResponseBody().write(event.json().getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    from = event.version();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        } finally {
            exchange.close();
        }
    }

    private synchronized List<Event> after(int from, String service) throws InterruptedException {
        while (true) {
            if (from < oldest) {
                return List.of(new Event(
                        Integer.MAX_VALUE,
                        service,
                        event("ERROR", "{\"kind\":\"Status\",\"code\":410,\"message\":\"too old\"}")));
            }
            List<Event> due = events.stream()
                    .filter(event -> event.version() > from && event.service().equals(service))
                    .toList();
            if (!due.isEmpty()) {
                return due;
            }
            wait();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
