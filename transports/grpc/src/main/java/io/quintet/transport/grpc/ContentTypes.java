package io.quintet.transport.grpc;

import io.quintet.spi.Codec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The content types of gRPC: {@code application/grpc}, of whatever the operation is bound to, or with {@code +} and the codec's name. */
final class ContentTypes {
    static final String GRPC = "application/grpc";

    private ContentTypes() {}

    static String of(Codec codec) {
        return GRPC + "+" + (codec.name().equals("protobuf") ? "proto" : codec.name());
    }

    static boolean isGrpc(@Nullable String contentType) {
        if (contentType == null || !contentType.regionMatches(true, 0, GRPC, 0, GRPC.length())) {
            return false;
        }
        if (contentType.length() == GRPC.length()) {
            return true;
        }
        char next = contentType.charAt(GRPC.length());
        return next == '+' || next == ';' || next == ' ';
    }

    /** Whether a content type of gRPC leaves the format open, or names the one expected. */
    static boolean fits(String contentType, String expected) {
        int end = contentType.indexOf(';');
        String essence = (end < 0 ? contentType : contentType.substring(0, end)).strip();
        return essence.length() == GRPC.length()
                || essence.toLowerCase(Locale.ROOT).equals(expected);
    }
}
