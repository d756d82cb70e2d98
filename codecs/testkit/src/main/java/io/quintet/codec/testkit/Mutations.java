package io.quintet.codec.testkit;

import java.util.Arrays;
import java.util.Random;

/** Documents that are broken at random: the same for the same seed. */
public final class Mutations {
    private static final byte[][] SPICES = {
        {'<'},
        {'>'},
        {'&'},
        {'"'},
        {'{'},
        {'['},
        {'}'},
        {']'},
        {','},
        {':'},
        {'-'},
        {'e'},
        {'9', '9', '9', '9', '9', '9', '9'},
        {0},
        {(byte) 0xff},
        {(byte) 0x80},
        {0x7f},
        {'n', 'u', 'l', 'l'},
        {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f}
    };

    private final Random random;

    /** The same mutations for the same seed. */
    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** The document with one to three things done to it; the original is left alone. */
    public byte[] next(byte[] document) {
        byte[] bytes = document.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes = once(bytes);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes) {
        if (bytes.length == 0) {
            return SPICES[random.nextInt(SPICES.length)].clone();
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(16));
        return switch (random.nextInt(7)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> splice(bytes, at, end, new byte[0]);
            case 4 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 5 -> splice(bytes, at, at, SPICES[random.nextInt(SPICES.length)]);
            default -> {
                int from = random.nextInt(bytes.length);
                yield splice(bytes, at, at, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 64)));
            }
        };
    }

    /** Puts a piece where the bytes from one place to another were. */
    private static byte[] splice(byte[] bytes, int from, int to, byte[] piece) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + piece.length);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
        return result;
    }
}
