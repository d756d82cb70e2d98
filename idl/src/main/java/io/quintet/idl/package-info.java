/**
 * Documents from contracts, for peers that are not written with Quintet. Start at {@link io.quintet.idl.ProtoWriter}, which writes a
 * {@code .proto}.
 */
@NullMarked
package io.quintet.idl;

import org.jspecify.annotations.NullMarked;
