/**
 * Documents from contracts, for peers that are not written with Quintet. Start at {@link io.quintet.idl.ProtoWriter}, which writes a
 * {@code .proto}; {@link io.quintet.idl.ProtoDescriber} describes the same to peers that ask at run time.
 */
@NullMarked
package io.quintet.idl;

import org.jspecify.annotations.NullMarked;
