package io.quintet.discovery.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Questions to resolvers, which follow aliases by themselves. That there is no such name or record is an answer; everything else but
 * records is a failure.
 */
final class Resolution {
    private final Resolver resolver;
    private final Search search;

    Resolution(Resolver resolver, Search search) {
        this.resolver = resolver;
        this.search = search;
    }

    /** The records of a name, which may be short. */
    CompletionStage<Answer<Record>> records(Name name, int type) {
        return first(search.names(name), one -> ask(one, type));
    }

    /** The answer for the first name that there is something about. */
    private static CompletionStage<Answer<Record>> first(
            List<Name> names, Function<Name, CompletionStage<Answer<Record>>> question) {
        if (names.isEmpty()) {
            return CompletableFuture.completedFuture(Answer.none());
        }
        return question.apply(names.getFirst())
                .thenCompose(answer -> answer.found().isEmpty()
                        ? first(names.subList(1, names.size()), question)
                        : CompletableFuture.completedFuture(answer));
    }

    private CompletionStage<Answer<Record>> ask(Name name, int type) {
        return resolver.sendAsync(Message.newQuery(Record.newRecord(name, type, DClass.IN)))
                .handle((message, failure) -> {
                    if (failure != null) {
                        throw new FailedAnswer(name + " " + Type.string(type) + ": " + reason(failure));
                    }
                    return answer(name, type, message);
                });
    }

    private static Answer<Record> answer(Name name, int type, Message message) {
        int rcode = message.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            throw new FailedAnswer(name + " " + Type.string(type) + ": the server says " + Rcode.string(rcode));
        }
        List<Record> found = new ArrayList<>();
        long ttl = Long.MAX_VALUE;
        for (Record each : message.getSection(Section.ANSWER)) {
            ttl = Math.min(ttl, each.getTTL()); // of aliases on the way, too
            if (each.getType() == type) {
                found.add(each);
            }
        }
        return found.isEmpty() ? Answer.none() : new Answer<>(List.copyOf(found), ttl, "");
    }

    /** The addresses of a name: of IPv4, or of IPv6 where there are none. */
    CompletionStage<Answer<String>> addresses(Name name) {
        return first(search.names(name), this::ofEitherVersion).thenApply(found -> found.map(Resolution::address));
    }

    private CompletionStage<Answer<Record>> ofEitherVersion(Name name) {
        return ask(name, Type.A)
                .thenCompose(four ->
                        four.found().isEmpty() ? ask(name, Type.AAAA) : CompletableFuture.completedFuture(four));
    }

    private static String address(Record one) {
        return one instanceof AAAARecord six
                ? "[" + six.getAddress().getHostAddress() + "]"
                : ((ARecord) one).getAddress().getHostAddress();
    }

    /** An answer that is none. */
    static final class FailedAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedAnswer(String message) {
            super(message);
        }
    }

    /** What went wrong, for people. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof FailedAnswer)) {
            cause = cause.getCause();
        }
        return cause instanceof FailedAnswer
                        || (cause.getMessage() != null && !cause.getMessage().isBlank())
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
    }
}
