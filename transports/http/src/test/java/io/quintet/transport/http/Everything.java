package io.quintet.transport.http;

import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.PublishSubscribe;
import io.quintet.RequestResponse;
import io.quintet.UnknownValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A contract whose records have a component of every kind. */
@Contract("everything")
public interface Everything {
    /** Read and written. */
    @RequestResponse
    All echo(All request);

    /** Written only, so that primitives are required. */
    @RequestResponse
    @Http(method = Http.Method.GET, path = "/samples/{kind}")
    Sample sample(Which query);

    /** Partly in the path. */
    @RequestResponse(idempotencyKey = true)
    @Http(method = Http.Method.PATCH, path = "/samples/{kind}")
    Sample change(Change command);

    @PublishSubscribe
    void happened(Sample event);

    record Which(Kind kind, boolean large, UUID id) {}

    record Change(Kind kind, Shape shape, int times) {}

    record Sample(
            boolean truth,
            byte small,
            short short_,
            int number,
            long large,
            float rough,
            double fine,
            Kind kind,
            Shape shape,
            Optional<Shape> other) {}

    @SuppressWarnings("ArrayRecordComponent")
    record All(
            String text,
            byte[] bytes,
            Integer boxed,
            BigDecimal decimal,
            BigInteger integer,
            UUID id,
            URI link,
            Instant instant,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            LocalDateTime localDateTime,
            LocalDate date,
            LocalTime time,
            Duration duration,
            Kind kind,
            Shape shape,
            List<List<Line>> rows,
            Set<Kind> kinds,
            Map<String, Line> byName,
            Map<Integer, Long> byNumber,
            Map<Kind, String> byKind,
            Map<UUID, Shape> byId,
            Optional<Line> line,
            boolean truth,
            All inner) {}

    record Line(String what, int count) {}

    enum Kind {
        PLAIN,
        FANCY,
        @UnknownValue
        OTHER
    }

    sealed interface Shape permits Round, Angular {}

    record Round(double radius) implements Shape {}

    sealed interface Angular extends Shape permits Square, Polygon {}

    record Square(double side) implements Angular {}

    record Polygon(List<Line> sides, Shape hole) implements Angular {}
}
