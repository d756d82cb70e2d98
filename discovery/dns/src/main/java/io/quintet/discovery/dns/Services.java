package io.quintet.discovery.dns;

import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Instances from records.
 *
 * <p>Of SRV records those of the best priority count, as RFC 2782 asks; weights do not. Their targets are looked up, too, so that one with
 * several addresses stands for several instances; but not for https, where the name must be the one in the certificate. Where a target
 * cannot be looked up, those of the others are an answer with something missing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2782">RFC 2782</a>
 */
final class Services {
    /** A message could hold thousands, each of which would be one more question. */
    private static final int MOST_TARGETS = 500;

    private final DnsSettings settings;
    private final Resolution resolution;

    Services(DnsSettings settings, Resolution resolution) {
        this.settings = settings;
        this.resolution = resolution;
    }

    CompletionStage<Answer<Instance>> find(Sought sought) {
        Name name;
        try {
            name = settings.nameOf(sought);
        } catch (TextParseException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletionStage<Answer<String>> hosts = settings.srv()
                ? resolution.records(name, Type.SRV).thenCompose(this::targets)
                : at(resolution.addresses(name), settings.port());
        return hosts.thenApply(answer -> new Answer<>(
                answer.found().stream()
                        .distinct()
                        .sorted()
                        .map(host -> instance(sought, host))
                        .toList(),
                answer.ttl(),
                answer.missing()));
    }

    private Instance instance(Sought sought, String host) {
        String address = settings.scheme() + "://" + host;
        return new Instance(address, sought.contract(), sought.contract(), new Endpoint(sought.transport(), address));
    }

    private CompletionStage<Answer<String>> targets(Answer<Record> records) {
        List<SRVRecord> offered = records.found().stream()
                .map(SRVRecord.class::cast)
                .filter(one -> !one.getTarget().equals(Name.root)) // says that the service is not there
                .sorted(Comparator.comparingInt(SRVRecord::getPriority))
                .toList();
        CompletionStage<Answer<String>> all =
                CompletableFuture.completedFuture(new Answer<>(List.of(), records.ttl(), ""));
        for (SRVRecord one : offered.subList(0, Math.min(offered.size(), MOST_TARGETS))) {
            if (one.getPriority() == offered.getFirst().getPriority()) {
                // the others need not wait until this one can be told
                CompletionStage<Answer<String>> target =
                        target(one).exceptionally(failure -> new Answer<>(List.of(), 0, Resolution.reason(failure)));
                all = all.thenCombine(target, Answer::and);
            }
        }
        return all;
    }

    private CompletionStage<Answer<String>> target(SRVRecord one) {
        if (settings.scheme().equals("https")) {
            return CompletableFuture.completedFuture(
                    new Answer<>(List.of(one.getTarget().toString(true) + ":" + one.getPort()), one.getTTL(), ""));
        }
        return at(resolution.addresses(one.getTarget()), one.getPort());
    }

    private static CompletionStage<Answer<String>> at(CompletionStage<Answer<String>> hosts, int port) {
        return hosts.thenApply(answer -> answer.map(host -> host + ":" + port));
    }
}
