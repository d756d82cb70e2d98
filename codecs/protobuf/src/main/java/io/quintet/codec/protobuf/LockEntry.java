package io.quintet.codec.protobuf;

/**
 * What a number of a type stands for.
 *
 * @param name the member's name
 * @param reserved whether the member is gone, and the number thus for nobody
 */
record LockEntry(String name, boolean reserved) {
    static final String RESERVED = "reserved ";

    String line(String type, int number) {
        return (reserved ? RESERVED : "") + type + "." + name + " = " + number;
    }
}
