/**
 * What payloads are made of: the one model of types that every codec and every writer of documents walks.
 *
 * <p>Start at {@link io.quintet.type.RecordType#of}. A codec turns the model into objects of its own once, and on its way reads
 * components through {@link io.quintet.type.Component} and builds records through {@link io.quintet.type.RecordDraft}; neither
 * reflects. {@link io.quintet.type.Limits} is what hostile input may not exceed in any format.
 */
@NullMarked
package io.quintet.type;

import org.jspecify.annotations.NullMarked;
