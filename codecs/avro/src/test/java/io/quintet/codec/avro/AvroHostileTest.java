package io.quintet.codec.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.type.Limits;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input that nobody honest would send, and what is refused when it is written because it would be when it is read. */
@Timeout(30)
@SuppressWarnings("ArrayRecordComponent") // bytes are one of the types to carry
class AvroHostileTest {
    enum Size {
        SMALL
    }

    record Text(String value) {}

    record Bytes(byte[] value) {}

    record Numbers(byte tiny, short little, int normal, long big, boolean truth) {}

    record Exact(BigDecimal decimal, BigInteger integer, LocalDate date) {}

    record Items(List<Integer> list, Map<Integer, Size> map, Size size) {}

    record Nothing() {}

    record Nothings(List<Nothing> list, List<Nothing> more, List<List<Nothing>> lists) {}

    record Tree(List<Tree> children) {}

    record Careful(int number) {
        Careful {
            if (number == 13) {
                throw new IllegalArgumentException("number: 13 (expected: a lucky one)");
            }
        }
    }

    private final AvroCodec codec = new AvroCodec();

    private byte[] document(Class<?> type, String hex) {
        return document(type, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private byte[] document(Class<?> type, byte[] body) {
        byte[] header = Arrays.copyOf(codec.encode(new Nothing()), 10);
        long fingerprint = KnownSchemas.fingerprint(AvroSchemas.of(type));
        for (int i = 0; i < Long.BYTES; i++) {
            header[2 + i] = (byte) (fingerprint >>> (8 * i));
        }
        byte[] all = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, all, header.length, body.length);
        return all;
    }

    private Violation refusal(Class<?> type, byte[] document) {
        try {
            throw new AssertionError("read as " + codec.of(type).decode(document));
        } catch (QuintetException e) {
            assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(e.violations()).hasSize(1);
            return e.violations().getFirst();
        }
    }

    private String refusal(Object value) {
        try {
            throw new AssertionError("written as " + HexFormat.of().formatHex(codec.encode(value)));
        } catch (QuintetException e) {
            assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
            return String.valueOf(e.getMessage());
        }
    }

    private Class<?> named(String name) {
        return Arrays.stream(AvroHostileTest.class.getDeclaredClasses())
                .filter(each -> each.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // lengths
                "Text|02 eeffffff0f 61|/value|not there or malformed (expected: a length and as many bytes of text)",
                "Text|02 01|/value|not there or malformed (expected: a length and as many bytes of text)",
                "Text|02 04 61|/value|not there or malformed (expected: a length and as many bytes of text)",
                "Bytes|02 01|/value|a length of -1 (expected: from 0 to 0, the bytes that remain)",
                "Bytes|02 feffffffffffffffff01|/value|a length of 9223372036854775807 (expected: from 0 to 0, the"
                        + " bytes that remain)",
                // branches and constants
                "Text|04|/value|a branch beyond the schema (expected: from 0 to 1)",
                "Text|01|/value|a branch beyond the schema (expected: from 0 to 1)",
                "Items|00 00 0202|/size|a constant beyond the schema (expected: one of [SMALL])",
                "Items|00 00 0201|/size|a constant beyond the schema (expected: one of [SMALL])",
                "Items|00 00 02feffffffffffffffff01|/size|a constant beyond the schema (expected: one of [SMALL])",
                // text
                "Text|02 04 c328|/value|not there or malformed (expected: text in UTF-8)",
                "Text|02 06 eda080|/value|not there or malformed (expected: text in UTF-8)",
                "Text|02 04 c080|/value|not there or malformed (expected: text in UTF-8)",
                // numbers
                "Numbers|8002 00 00 00 00|/tiny|128 (expected: an integer of 8 bits)",
                "Numbers|00 80800f 00 00 00|/little|122880 (expected: an integer of 16 bits)",
                "Numbers|00 00 8080808010 00 00|/normal|2147483648 (expected: an integer of 32 bits)",
                "Numbers|00 00 00 ffffffffffffffffffff01 00|/big|not there or malformed (expected: a whole number of"
                        + " at most 10 bytes)",
                "Numbers|00 00 00 ff|/big|not there or malformed (expected: a whole number of at most 10 bytes)",
                "Numbers|00 00 00 00 02|/truth|2 (expected: 0 or 1)",
                "Numbers|00 00 00 00|/truth|not there or malformed (expected: a byte, 0 or 1)",
                "Numbers|00 00 00 00 01 00|''|1 bytes after the document (expected: its end)",
                "Exact|02 1a 31653130303030303030303030|/decimal|\"1e10000000000\" (expected: a number)",
                "Exact|00 02 02 78|/integer|\"x\" (expected: an integer)",
                // collections
                "Items|02 8001 04|/list/1|not there or malformed (expected: a whole number of at most 10 bytes)",
                "Items|82897a|/list|1000001 elements (expected: at most 1000000)",
                "Items|feffffffffffffffff01|/list|not there or malformed (expected: the number of elements that"
                        + " follow)",
                "Items|ffffffffffffffffff01 00|/list|not there or malformed (expected: the number of elements that"
                        + " follow)",
                "Items|01 01 02 00|/list|not there or malformed (expected: the number of elements that follow)",
                "Items|00 04 0231 00 0231 00 00 00|/map/1|stands twice (expected: once)",
                "Items|00 02 0278 00 00 00|/map/x|\"x\" (expected: an integer of 32 bits)",
                "Items|00 02 0231 02 00 00|/map/1|a constant beyond the schema (expected: one of [SMALL])",
                "Careful|1a|''|number: 13 (expected: a lucky one)",
            })
    void points_to_what_is_wrong(String type, String hex, String pointer, String message) {
        Violation violation = refusal(named(type), document(named(type), hex));
        assertThat(violation.pointer()).isEqualTo(pointer);
        assertThat(violation.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"''", "c3", "c301", "c30100000000000000", "c302000000000000000000", "7b7d0000000000000000000000"})
    void what_is_not_in_the_single_object_encoding_is_refused(String hex) {
        assertThat(refusal(Text.class, HexFormat.of().parseHex(hex)).message())
                .contains("(expected: the bytes c3 01, a fingerprint of 8 bytes, and Text in Avro)");
    }

    @Test
    void a_document_that_ends_early_is_refused_wherever_it_ends() {
        byte[] whole = codec.encode(new Items(List.of(1, 2000, -3), Map.of(5, Size.SMALL), Size.SMALL));
        for (int end = 0; end < whole.length; end++) {
            assertThat(refusal(Items.class, Arrays.copyOf(whole, end)).message())
                    .as("the first %s bytes", end)
                    .contains("expected:");
        }
    }

    @Test
    void elements_without_bytes_are_limited_over_the_whole_document() {
        List<Nothing> most = Collections.nCopies(Limits.MAX_ELEMENTS, new Nothing());
        Nothings one = new Nothings(most, List.of(), List.of());
        assertThat(codec.of(Nothings.class).decode(codec.encode(one)).list()).hasSize(Limits.MAX_ELEMENTS);
        assertThat(refusal(new Nothings(most, most, List.of()))).contains("elements without a byte of their own");
        // a million in the first list, and as many again in each further three bytes
        assertThat(refusal(Nothings.class, document(Nothings.class, "80897a 00 80897a 00")))
                .isEqualTo(new Violation(
                        "/more", "2000000 elements without a byte of their own (expected: at most 1000000)"));
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(HexFormat.of().parseHex("0000d00f"));
        for (int i = 0; i < 1000; i++) {
            bomb.writeBytes(HexFormat.of().parseHex("80897a00"));
        }
        assertThat(refusal(Nothings.class, document(Nothings.class, bomb.toByteArray()))
                        .pointer())
                .isEqualTo("/lists/1");
    }

    @Test
    void what_is_passed_over_is_limited_as_well() {
        Schema writer = new Schema.Parser().parse("""
            {"type": "record", "name": "Text", "namespace": "theirs", "fields": [
              {"name": "nulls", "type": {"type": "array", "items": "null"}},
              {"name": "maps", "type": {"type": "map", "values": "Text"}},
              {"name": "value", "type": "string"}]}\
            """);
        AvroCodec knowing = new AvroCodec(List.of(writer));
        byte[] header = Arrays.copyOf(codec.encode(new Nothing()), 10);
        long fingerprint = KnownSchemas.fingerprint(writer);
        for (int i = 0; i < Long.BYTES; i++) {
            header[2 + i] = (byte) (fingerprint >>> (8 * i));
        }
        record Case(String hex, String pointer, String message) {}
        for (Case each : List.of(
                new Case("feffffff0f", "/nulls", "the number of elements"),
                new Case("82897a", "/nulls", "1000001 elements"),
                new Case("80897a 80897a", "/nulls", "2000000 elements"),
                new Case("00" + "020261 00".repeat(120), "/maps", "101 levels"),
                new Case("00 02 01 61", "/maps", "a length of -1"),
                new Case("00 02 0861", "/maps", "a length of 4"))) {
            byte[] body = HexFormat.of().parseHex(each.hex().replace(" ", ""));
            byte[] all = Arrays.copyOf(header, header.length + body.length);
            System.arraycopy(body, 0, all, header.length, body.length);
            try {
                throw new AssertionError("read as " + knowing.of(Text.class).decode(all));
            } catch (QuintetException e) {
                assertThat(e.violations().getFirst().pointer()).as(each.hex()).isEqualTo(each.pointer());
                assertThat(e.violations().getFirst().message()).as(each.hex()).contains(each.message());
            }
        }
    }

    @Test
    void depth_has_a_limit_both_ways_so_that_a_list_within_itself_is_an_error() {
        List<Tree> children = new ArrayList<>();
        Tree tree = new Tree(children);
        children.add(tree);
        assertThat(refusal(tree)).contains("101 levels (expected: at most 100)");
        Violation violation = refusal(Tree.class, document(Tree.class, "02".repeat(10_000)));
        assertThat(violation).isEqualTo(new Violation("/children/0".repeat(50), "101 levels (expected: at most 100)"));
    }

    @Test
    void what_would_be_refused_when_read_is_refused_when_written() {
        assertThat(refusal(new Text("a\ud83c"))).contains("/value: half a surrogate pair");
        assertThat(refusal(new Text("x".repeat(Limits.MAX_TEXT + 1)))).contains("/value: 16777217 characters");
        assertThat(refusal(new Bytes(new byte[Scalars.MAX_BYTES + 1]))).contains("/value: 12582913 bytes");
        assertThat(refusal(new Exact(new BigDecimal(BigInteger.ONE, -1_000_000_000), null, null)))
                .contains("/decimal: a number beyond a limit");
        assertThat(refusal(new Exact(null, BigInteger.TEN.pow(1001), null))).contains("/integer: an integer beyond");
        assertThat(refusal(new Exact(null, null, LocalDate.MAX))).contains("/date: +999999999-12-31 (expected: from ");
        assertThat(refusal(new Items(Collections.nCopies(Limits.MAX_ELEMENTS + 1, 1), Map.of(), null)))
                .contains("/list: 1000001 elements");
        assertThat(refusal(new Items(Arrays.asList(1, null), Map.of(), null))).contains("/list/1: null (expected: ");
    }

    @Test
    void what_is_allowed_is_read_whole() {
        String longest = "\u00e9".repeat(Limits.MAX_TEXT);
        assertThat(codec.of(Text.class).decode(codec.encode(new Text(longest))).value())
                .isEqualTo(longest);
        assertThat(codec.of(Text.class)
                        .decode(codec.encode(new Text("\ufffd\ud83c\udf55")))
                        .value())
                .isEqualTo("\ufffd\ud83c\udf55");
        List<Integer> most = Collections.nCopies(Limits.MAX_ELEMENTS, 1);
        assertThat(codec.of(Items.class)
                        .decode(codec.encode(new Items(most, Map.of(), null)))
                        .list())
                .isEqualTo(most);
    }
}
