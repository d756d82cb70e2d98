package io.quintet.codec.avro;

import io.quintet.type.Misfit;
import org.apache.avro.Schema;

/** Passes over values that this side has no component for, within the same limits as if it had. */
final class Skip {
    private Skip() {}

    static void over(Input in, Schema schema) {
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> in.skip(1);
            case INT, LONG, ENUM -> in.integer();
            case FLOAT -> in.skip(Float.BYTES);
            case DOUBLE -> in.skip(Double.BYTES);
            case STRING, BYTES -> in.skip();
            case FIXED -> in.skip(schema.getFixedSize());
            case UNION -> overUnion(in, schema);
            case ARRAY -> overBlocks(in, false, schema.getElementType());
            case MAP -> overBlocks(in, true, schema.getValueType());
            case RECORD -> {
                in.enter();
                schema.getFields().forEach(field -> over(in, field.schema()));
                in.leave();
            }
        }
    }

    private static void overUnion(Input in, Schema schema) {
        int branch = in.index(schema.getTypes().size());
        if (branch < 0) {
            throw new Misfit(
                    "",
                    "a branch beyond the schema (expected: from 0 to "
                            + (schema.getTypes().size() - 1) + ")");
        }
        over(in, schema.getTypes().get(branch));
    }

    private static void overBlocks(Input in, boolean keys, Schema element) {
        in.enter();
        int passed = 0;
        int count = in.block(passed);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                if (keys) {
                    in.skip();
                }
                over(in, element);
            }
            passed += count;
            count = in.block(passed);
        }
        in.leave();
    }
}
