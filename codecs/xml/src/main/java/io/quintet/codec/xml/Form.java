package io.quintet.codec.xml;

/** Writes and reads what is in an element, for the values of one type. Safe for use by many threads. */
interface Form {
    /** Writes attributes and content of the element whose start was written; never null. */
    void write(XmlOutput out, Object value);

    /** Reads the element whose start was read; leaves the input on its end. */
    Object read(XmlInput in);
}
