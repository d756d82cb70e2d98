package io.quintet.codec.protobuf;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import java.util.Arrays;

/**
 * What measuring found out and writing needs again, in the order of the fields: a length stands before what it is the length of, so
 * all is measured before anything is written. For one message and one thread.
 */
final class Plan {
    private int[] lengths = new int[16];
    private int reserved;
    private int written;
    private int depth = 1;
    private byte[][] texts = new byte[16][];
    private int notedTexts;
    private int writtenTexts;

    /** A place for the length of what is entered now, to be noted when it is left. */
    int enter() {
        if (depth == Limits.MAX_DEPTH) {
            throw Misfit.beyond("", Limits.MAX_DEPTH + 1L, Limits.MAX_DEPTH, "levels");
        }
        depth++;
        return reserve();
    }

    void leave(int place, int length) {
        depth--;
        lengths[place] = length;
    }

    /** Notes a length of something that has nothing within. */
    void note(int length) {
        int place = reserve();
        lengths[place] = length;
    }

    private int reserve() {
        if (reserved == lengths.length) {
            lengths = Arrays.copyOf(lengths, reserved * 2);
        }
        return reserved++;
    }

    /** The next length, when writing. */
    int next() {
        return lengths[written++];
    }

    /** Notes a text that was encoded. */
    void note(byte[] text) {
        if (notedTexts == texts.length) {
            texts = Arrays.copyOf(texts, notedTexts * 2);
        }
        texts[notedTexts++] = text;
    }

    /** The next text, when writing. */
    byte[] nextText() {
        return texts[writtenTexts++];
    }
}
