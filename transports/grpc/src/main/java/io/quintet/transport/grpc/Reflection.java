package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.DescriptorFile;
import java.util.List;
import java.util.Set;

/**
 * Tells which services there are, and how they are described; the messages of {@code v1} are those of {@code v1alpha}.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/server-reflection.md">GRPC Server Reflection Protocol</a>
 */
final class Reflection extends OwnStream {
    /** Both names of one service. */
    static final Set<String> SERVICES =
            Set.of("grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection");

    static final String METHOD = "/ServerReflectionInfo";

    private static final int MOST_BYTES = 8 * 1024;

    // of a request
    private static final int FILE_BY_NAME = 3;
    private static final int FILE_OF_SYMBOL = 4;
    private static final int FILE_OF_EXTENSION = 5;
    private static final int EXTENSION_NUMBERS = 6;
    private static final int SERVICES_LISTED = 7;

    // of a response
    private static final int HOST = 1;
    private static final int ORIGINAL_REQUEST = 2;
    private static final int FILES = 4;
    private static final int LIST = 6;
    private static final int ERROR = 7;

    private final Described described;

    Reflection(Described described, long timeoutNanos) {
        super(MOST_BYTES, timeoutNanos);
        this.described = described;
    }

    @Override
    void answer(FrameReader requests, Answers answers) {
        for (byte[] request = requests.next(); request != null; request = requests.next()) {
            try {
                answers.add(Frames.of(answer(request).toBytes()));
            } catch (IllegalArgumentException e) {
                throw QuintetException.invalid("not a ServerReflectionRequest: " + e.getMessage(), List.of());
            }
        }
    }

    private ProtoOutput answer(byte[] request) {
        String host = "";
        int asked = 0;
        String what = "";
        ProtoInput in = new ProtoInput(request);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case HOST -> host = in.text();
                case FILE_BY_NAME, FILE_OF_SYMBOL, EXTENSION_NUMBERS, SERVICES_LISTED -> {
                    asked = field;
                    what = in.text();
                }
                default -> {
                    asked = field == FILE_OF_EXTENSION ? field : asked;
                    in.skip();
                }
            }
        }
        ProtoOutput out = new ProtoOutput().text(1, host).bytes(ORIGINAL_REQUEST, request);
        return switch (asked) {
            case SERVICES_LISTED -> out.message(LIST, services());
            case FILE_BY_NAME -> files(out, described.named(what), "file \"" + what + '"');
            case FILE_OF_SYMBOL -> files(out, described.declaring(what), "symbol \"" + what + '"');
            case FILE_OF_EXTENSION, EXTENSION_NUMBERS -> error(out, Code.NOT_FOUND, "there are no extensions");
            default -> error(out, Code.INVALID_ARGUMENT, "a request for nothing that is known");
        };
    }

    private ProtoOutput services() {
        ProtoOutput list = new ProtoOutput();
        described.services().forEach(name -> list.message(1, new ProtoOutput().text(1, name)));
        return list;
    }

    private ProtoOutput files(ProtoOutput out, List<DescriptorFile> files, String what) {
        if (files.isEmpty()) {
            return error(out, Code.NOT_FOUND, what + " is not described here; " + described.missing());
        }
        ProtoOutput response = new ProtoOutput();
        files.forEach(file -> response.bytes(1, file.descriptor()));
        return out.message(FILES, response);
    }

    private static ProtoOutput error(ProtoOutput out, Code code, String message) {
        return out.message(ERROR, new ProtoOutput().number(1, code.number()).text(2, message));
    }
}
