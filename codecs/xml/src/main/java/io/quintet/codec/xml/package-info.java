/**
 * Records as XML. Start at {@link io.quintet.codec.xml.XmlCodec}; {@code Form} is the one idea inside: an object per type that writes
 * and reads the content of an element.
 */
@NullMarked
package io.quintet.codec.xml;

import org.jspecify.annotations.NullMarked;
