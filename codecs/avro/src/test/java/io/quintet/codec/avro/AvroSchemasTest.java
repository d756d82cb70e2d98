package io.quintet.codec.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.InvalidContractException;
import io.quintet.UnknownValue;
import io.quintet.codec.testkit.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

@SuppressWarnings("ArrayRecordComponent") // bytes are one of the types to carry
class AvroSchemasTest {
    enum Size {
        SMALL,
        @UnknownValue
        OTHER
    }

    sealed interface Shape permits Circle, Group {}

    record Circle(double radius) implements Shape {}

    record Group(List<Shape> shapes, Optional<Shape> frame) implements Shape {}

    record Everything(
            byte tiny,
            Integer boxed,
            byte[] bytes,
            Size size,
            UUID id,
            Instant at,
            LocalDate day,
            Duration took,
            BigDecimal price,
            Set<Integer> numbers,
            Map<UUID, Circle> circles,
            Shape shape) {}

    record Priced(int price$) {}

    static final class One {
        record Line(int a) {}
    }

    static final class Two {
        record Line(int a) {}
    }

    record Both(One.Line one, Two.Line two) {}

    private static String fields(Class<?> type) {
        String schema = AvroSchemas.of(type).toString().replace('"', '\'');
        return schema.substring(schema.indexOf("'fields'"));
    }

    @Test
    void every_field_has_a_default() {
        assertThat(fields(Everything.class))
                .isEqualTo("'fields':[{'name':'tiny','type':'int','default':0},"
                        + "{'name':'boxed','type':['null','int'],'default':null},"
                        + "{'name':'bytes','type':['null','bytes'],'default':null},"
                        + "{'name':'size','type':['null',{'type':'enum','name':'Size','symbols':['SMALL','OTHER'],"
                        + "'default':'OTHER'}],'default':null},"
                        + "{'name':'id','type':['null',{'type':'string','logicalType':'uuid'}],'default':null},"
                        + "{'name':'at','type':['null',{'type':'long','logicalType':'timestamp-nanos'},'string'],"
                        + "'default':null},"
                        + "{'name':'day','type':['null',{'type':'int','logicalType':'date'}],'default':null},"
                        + "{'name':'took','type':['null','string'],'default':null},"
                        + "{'name':'price','type':['null','string'],'default':null},"
                        + "{'name':'numbers','type':{'type':'array','items':'int'},'default':[]},"
                        + "{'name':'circles','type':{'type':'map','values':{'type':'record','name':'Circle','fields':["
                        + "{'name':'radius','type':'double','default':0.0}]}},'default':{}},"
                        + "{'name':'shape','type':['null','Circle',{'type':'record','name':'Group','fields':["
                        + "{'name':'shapes','type':{'type':'array','items':['Circle','Group']},'default':[]},"
                        + "{'name':'frame','type':['null','Circle','Group'],'default':null}]}],'default':null}]}");
    }

    @Test
    void names_are_the_class_and_its_package() {
        assertThat(AvroSchemas.of(Everything.class).getFullName()).isEqualTo("io.quintet.codec.avro.Everything");
    }

    @Test
    void the_document_reads_as_the_schema() {
        for (Class<?> type : Samples.ALL) {
            Schema schema = AvroSchemas.of(type);
            Schema read = new Schema.Parser().parse(schema.toString());
            assertThat(read).hasToString(schema.toString());
            assertThat(SchemaNormalization.parsingFingerprint64(read)).isEqualTo(KnownSchemas.fingerprint(schema));
        }
    }

    @Test
    void names_that_avro_has_not_are_refused_with_the_mend() {
        assertThatThrownBy(() -> AvroSchemas.of(Priced.class))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("Priced.price$")
                .hasMessageContaining("mend: use just the letters");
        assertThatThrownBy(() -> AvroSchemas.of(Both.class))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("Two$Line: has the name of")
                .hasMessageContaining("mend: rename one");
    }
}
