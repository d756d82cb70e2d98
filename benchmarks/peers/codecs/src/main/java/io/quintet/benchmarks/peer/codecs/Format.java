package io.quintet.benchmarks.peer.codecs;

/** One way to write and read the example order, from and to what an application has in its hands. */
interface Format {
    /** The order as bytes. */
    byte[] write() throws Exception;

    /** The order from bytes, with all that it bears. */
    Object read(byte[] bytes) throws Exception;

    /** What {@link #read} has to return. */
    Object example();

    /** The format of a name; those of ours have their codecs' names, see {@link OurFormat}. */
    static Format named(String name) {
        return switch (name) {
            case "jackson" -> new JacksonFormat();
            case "protobuf-java" -> new ProtobufJavaFormat();
            case "avro-specific" -> new AvroSpecificFormat();
            default -> OurFormat.named(name);
        };
    }
}
