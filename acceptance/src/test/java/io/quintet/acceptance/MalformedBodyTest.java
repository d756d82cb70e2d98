package io.quintet.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Contract;
import io.quintet.Id;
import io.quintet.Quintet;
import io.quintet.RequestResponse;
import io.quintet.servers.Ports;
import io.quintet.spi.Codec;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over HTTP, whatever is sent as a body, in every format, ends in a response or a clear problem: never in a 500, nor in a hang. */
@Timeout(120)
class MalformedBodyTest {
    @Contract("parcels")
    public interface Parcels {
        @RequestResponse(timeout = "30s") // as the client's: 17 MiB take 5 s where others want the processors, too
        Parcel send(Parcel command);

        record Parcel(
                @Id(1) String to,
                @Id(2) List<Parcel> inner,
                @Id(3) int weight) {}
    }

    private static final Parcels.Parcel SOME = new Parcels.Parcel(
            "Zo\u00eb",
            List.of(new Parcels.Parcel("a", List.of(), 2), new Parcels.Parcel("b", List.of(), -3)),
            1_000_000);

    private static final int TOO_DEEP = 20_000;
    private static final int MUTATIONS = 400;
    private static final int MIB = 1024 * 1024;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Map<String, Quintet> SERVERS = new HashMap<>();
    private static URI small;
    private static URI large;

    static Stream<Codec> codecs() {
        return ServiceLoader.load(Codec.class).stream().map(ServiceLoader.Provider::get);
    }

    @BeforeAll
    static void serve() throws Exception {
        small = serve("1MiB");
        large = serve("64MiB");
    }

    private static URI serve(String maxBody) throws Exception {
        int port = Ports.free();
        Quintet quintet = Quintet.builder()
                .name("parcel-service")
                .environment(Map.of())
                .set("transports.calls", "http")
                .set("registry", "memory")
                .set("http.port", Integer.toString(port))
                .set("http.max-body", maxBody)
                .build();
        SERVERS.put(maxBody, quintet);
        quintet.serve(Parcels.class, (Parcels) command -> command);
        return URI.create("http://127.0.0.1:" + port + "/parcels/send");
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(Quintet::close);
    }

    private static HttpResponse<String> post(URI uri, String contentType, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", contentType)
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void refused(URI uri, Codec codec, byte[] body) throws Exception {
        problem(400, "INVALID_ARGUMENT", post(uri, codec.mediaType(), body));
    }

    private static void problem(int status, String code, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    }

    @Test
    void all_four_formats_are_here() {
        assertThat(codecs().map(Codec::name)).containsExactlyInAnyOrder("json", "xml", "protobuf", "avro");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_is_well_formed_is_taken(Codec codec) throws Exception {
        HttpResponse<String> response = post(small, codec.mediaType(), codec.encode(SOME));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).startsWith("{\"to\":\"Zo\u00eb\",\"inner\":[{\"to\":\"a\"");
        HttpResponse<String> three = post(small, codec.mediaType(), nested(codec, 3));
        assertThat(three.statusCode())
                .as(three.body())
                .isEqualTo(200); // so that the deep ones are refused for their depth
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void garbage_is_refused(Codec codec) throws Exception {
        refused(small, codec, "\u0000\u0001 this is no document <{[".getBytes(UTF_8));
        byte[] noise = new byte[10_000];
        new Random(7).nextBytes(noise);
        refused(small, codec, noise);
        byte[] same = new byte[10_000];
        Arrays.fill(same, (byte) 0xff);
        refused(small, codec, same);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_is_cut_off_is_refused_or_a_shorter_document(Codec codec) throws Exception {
        byte[] whole = codec.encode(SOME);
        for (int length = 0; length < whole.length; length++) {
            HttpResponse<String> response = post(small, codec.mediaType(), Arrays.copyOf(whole, length));
            boolean complete = codec.name().equals("protobuf"); // its documents end anywhere between two fields
            assertThat(response.statusCode())
                    .as("%s bytes: %s", length, response.body())
                    .isIn(400, complete ? 200 : 400);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_was_changed_on_the_way_is_taken_or_refused(Codec codec) throws Exception {
        byte[] whole = codec.encode(SOME);
        Random random = new Random(42);
        int refusals = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            int status = post(small, codec.mediaType(), changed).statusCode();
            assertThat(status)
                    .as("mutation %s: %s", i, Arrays.toString(changed))
                    .isIn(200, 400);
            refusals += status == 400 ? 1 : 0;
        }
        assertThat(refusals).isGreaterThan(MUTATIONS / 10);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_nests_too_deep_is_refused(Codec codec) throws Exception {
        refused(small, codec, nested(codec, TOO_DEEP));
    }

    /** A parcel in a parcel in a parcel, as its format writes it, without a codec: those refuse it. */
    private static byte[] nested(Codec codec, int depth) {
        return switch (codec.name()) {
            case "json" -> text("", "{\"inner\":[", "{}", "]}", "", depth);
            case "xml" -> text("<parcel>", "<inner><item>", "", "</item></inner>", "</parcel>", depth);
            case "protobuf" -> protobuf(depth);
            case "avro" -> avro(codec, depth);
            default -> throw new IllegalArgumentException(codec.name());
        };
    }

    private static byte[] text(String head, String open, String inmost, String close, String tail, int depth) {
        return (head + open.repeat(depth) + inmost + close.repeat(depth) + tail).getBytes(UTF_8);
    }

    private static byte[] protobuf(int depth) {
        byte[] bytes = new byte[0];
        for (int i = 0; i < Math.min(depth, 2000); i++) { // each level copies those below
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 6);
            out.write((2 << 3) | 2);
            for (int length = bytes.length; ; length >>>= 7) {
                out.write(length > 127 ? (length & 127) | 128 : length);
                if (length <= 127) {
                    break;
                }
            }
            out.writeBytes(bytes);
            bytes = out.toByteArray();
        }
        return bytes;
    }

    // the head with the schema's fingerprint; then to = null, one in the block of inner ... an empty block, weight 0
    private static byte[] avro(Codec codec, int depth) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(codec.encode(new Parcels.Parcel("", List.of(), 0)), 0, 10);
        for (int i = 0; i < depth; i++) {
            out.writeBytes(new byte[] {0, 2});
        }
        out.writeBytes(new byte[] {0, 0, 0});
        for (int i = 0; i < depth; i++) {
            out.writeBytes(new byte[] {0, 0});
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_text_beyond_the_limit_of_documents_is_refused(Codec codec) throws Exception {
        byte[] huge = huge(codec, 17 * MIB);
        refused(large, codec, huge);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_body_beyond_the_limit_of_the_listener_is_refused_unread(Codec codec) throws Exception {
        problem(413, "RESOURCE_EXHAUSTED", post(small, codec.mediaType(), huge(codec, 2 * MIB)));
    }

    /** A document whose text has so many characters. */
    private static byte[] huge(Codec codec, int length) {
        byte[] mark = "MARK".getBytes(UTF_8);
        byte[] document = codec.encode(new Parcels.Parcel("MARK", List.of(), 1));
        int at = new String(document, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("MARK");
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'x');
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 100);
        boolean prefixed = codec.name().equals("protobuf") || codec.name().equals("avro");
        out.write(document, 0, prefixed ? at - 1 : at);
        if (prefixed) {
            long number = codec.name().equals("avro") ? 2L * length : length; // zigzag
            for (; number > 127; number >>>= 7) {
                out.write((int) ((number & 127) | 128));
            }
            out.write((int) number);
        }
        out.writeBytes(text);
        out.write(document, at + mark.length, document.length - at - mark.length);
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_length_that_lies_costs_nothing(Codec codec) throws Exception {
        byte[] lie = switch (codec.name()) {
            case "protobuf" -> new byte[] {(1 << 3) | 2, -1, -1, -1, -1, 7, 'x'};
            case "avro" -> {
                byte[] head = Arrays.copyOf(codec.encode(SOME), 17);
                byte[] length = {2, -2, -1, -1, -1, 15, 'x'};
                System.arraycopy(length, 0, head, 10, length.length);
                yield head;
            }
            default -> "-".getBytes(UTF_8); // text has no lengths
        };
        refused(small, codec, lie);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_body_of_another_format_than_it_says_is_refused(Codec codec) throws Exception {
        for (Codec other : codecs().toList()) {
            if (!other.name().equals(codec.name())) {
                int status = post(small, codec.mediaType(), other.encode(SOME)).statusCode();
                assertThat(status).as("%s as %s", other.name(), codec.name()).isEqualTo(400);
            }
        }
    }

    @Test
    void an_unknown_content_type_is_refused_with_those_that_are_known() throws Exception {
        for (String type :
                List.of("text/plain", "application/jsonx", "application/json; charset=utf-16", "x", "/", ";")) {
            HttpResponse<String> response = post(small, type, "{}".getBytes(UTF_8));
            problem(415, "INVALID_ARGUMENT", response);
            assertThat(response.headers().firstValue("accept").orElse(""))
                    .contains("application/json", "application/xml", "application/protobuf", "application/avro");
        }
    }
}
